package dev.fedmoe.crds.client;

import dev.fedmoe.crds.CelFragments;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** One node of a pool, as a participant that owns data. Made by its pool, not by users. */
@Group(CelFragments.GROUP)
@Version(CelFragments.VERSION)
@ShortNames("ec")
@Plural("edgeclients")
@AdditionalPrinterColumn(name = "Node", jsonPath = ".spec.nodeName", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Slots", jsonPath = ".status.slots", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Speed", jsonPath = ".status.speed", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Link", jsonPath = ".status.link", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Holds", jsonPath = ".status.holds", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "State", jsonPath = ".status.state", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public class EdgeClient extends CustomResource<EdgeClientSpec, EdgeClientStatus> implements Namespaced {}
