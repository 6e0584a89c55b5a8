package dev.fedmoe.crds.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/**
 * A committed CRD.
 *
 * @param columns what {@code kubectl get} prints after the name, in order
 */
public record CommittedCrd(JsonNode schema, List<Column> columns) {
    /**
     * One column of {@code kubectl get}.
     *
     * @param type string, integer or date
     * @param jsonPath where its value is, as {@code .status.phase}
     */
    public record Column(String name, String type, String jsonPath) {}

    public CommittedCrd {
        columns = List.copyOf(columns);
    }

    /** The CRD of EdgeClientPool, EdgeClient or FederatedMoEJob. */
    public static CommittedCrd of(String kind) {
        var file = "/fedmoe/crds/" + kind.toLowerCase(Locale.ROOT) + "s.yaml";
        try (var in = CommittedCrd.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException("no CRD of kind " + kind + " (" + file + ")");
            }
            var version = new YAMLMapper().readTree(in).at("/spec/versions/0");
            var columns = version.path("additionalPrinterColumns")
                    .valueStream()
                    .map(CommittedCrd::column)
                    .toList();
            return new CommittedCrd(version.at("/schema/openAPIV3Schema"), columns);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    private static Column column(JsonNode node) {
        return new Column(
                node.path("name").asText(),
                node.path("type").asText(),
                node.path("jsonPath").asText());
    }
}
