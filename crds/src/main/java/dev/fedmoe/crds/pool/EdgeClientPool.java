package dev.fedmoe.crds.pool;

import dev.fedmoe.crds.CelFragments;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** The edge nodes that may train, and what of them may be used. */
@Group(CelFragments.GROUP)
@Version(CelFragments.VERSION)
@ShortNames("ecp")
@Plural("edgeclientpools")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.ready", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Slots", jsonPath = ".status.slots", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Jobs", jsonPath = ".status.jobs", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public class EdgeClientPool extends CustomResource<EdgeClientPoolSpec, EdgeClientPoolStatus> implements Namespaced {}
