package dev.fedmoe.crds.job;

import dev.fedmoe.crds.CelFragments;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** One federated training run of one Mixture-of-Experts model. */
@Group(CelFragments.GROUP)
@Version(CelFragments.VERSION)
@ShortNames("fmj")
@Plural("federatedmoejobs")
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".status.phase", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Round", jsonPath = ".status.round", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Clients", jsonPath = ".status.clients", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Experts", jsonPath = ".status.experts", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Balance", jsonPath = ".status.balance", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Metric", jsonPath = ".status.metric", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public class FederatedMoEJob extends CustomResource<FederatedMoEJobSpec, FederatedMoEJobStatus> implements Namespaced {}
