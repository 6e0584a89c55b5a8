package dev.fedmoe.crds.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.crds.manifest.ManifestFiles.Document;
import dev.fedmoe.crds.pool.EdgeClientPool;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Checks documents one by one, then against each other. */
final class ManifestValidator {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final List<ManifestProblem> problems;
    private final Map<String, Document> seen = new LinkedHashMap<>();
    private final List<EdgeClientPool> pools = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final Map<FederatedMoEJob, Document> jobs = new LinkedHashMap<>();

    ManifestValidator(List<ManifestProblem> problems) {
        this.problems = problems;
    }

    void read(Document document) {
        var checks = new ArrayList<RuleViolation>();
        if (!(document.content() instanceof ObjectNode object)) {
            checks.add(new RuleViolation(
                    "is not an object but " + kindOf(document.content()), "Begin it with apiVersion and kind"));
            report(document, checks);
            return;
        }
        var header = MetadataCheck.check(object, checks);
        if (header && isFirst(document, object, checks)) {
            switch (object.path("kind").asText()) {
                case "EdgeClientPool" -> pools.addAll(custom(object, EdgeClientPool.class, checks));
                case "FederatedMoEJob" ->
                    custom(object, FederatedMoEJob.class, checks).forEach(j -> jobs.put(j, document));
                default -> nodes.addAll(NodeCheck.read(object, JSON, checks));
            }
        }
        report(document, checks);
    }

    ManifestSet.Reading finish() {
        var known = pools.stream().map(ManifestValidator::key).toList();
        jobs.forEach((job, document) -> {
            var pool = job.getSpec().poolRef.name;
            if (!known.contains(key(job, pool)) && !seen.containsKey(key("EdgeClientPool", namespace(job), pool))) {
                var there = pools.stream().map(p -> p.getMetadata().getName()).toList();
                var next = there.isEmpty() ? "Add an EdgeClientPool" : "Pools here: " + String.join(", ", there);
                var message = "spec.poolRef.name: Not found: \"" + pool + "\": no such EdgeClientPool in namespace "
                        + namespace(job);
                report(document, List.of(new RuleViolation(message, next)));
            }
        });
        if (problems.isEmpty()) {
            return new ManifestSet.Accepted(new ManifestSet(pools, List.copyOf(jobs.keySet()), nodes));
        }
        return new ManifestSet.Rejected(problems);
    }

    static String key(HasMetadata object) {
        return key(object.getKind(), namespace(object), object.getMetadata().getName());
    }

    /** Key of the pool that a job names. */
    static String key(FederatedMoEJob job, String pool) {
        return key("EdgeClientPool", namespace(job), pool);
    }

    private static String key(String kind, String namespace, String name) {
        return kind + "/" + (kind.equals("Node") ? "" : namespace) + "/" + name;
    }

    private static String namespace(HasMetadata object) {
        var namespace = object.getMetadata().getNamespace();
        return namespace == null ? "default" : namespace;
    }

    private boolean isFirst(Document document, ObjectNode object, List<RuleViolation> checks) {
        var name = object.at("/metadata/name").asText();
        var key = key(
                object.path("kind").asText(), object.at("/metadata/namespace").asText("default"), name);
        var earlier = seen.putIfAbsent(key, document);
        if (earlier != null) {
            checks.add(new RuleViolation(
                    "metadata.name: Duplicate value: \"" + name + "\": also in " + earlier.file() + ", document "
                            + earlier.index(),
                    "Rename or remove one of them"));
        }
        return earlier == null;
    }

    private static <T extends HasMetadata> List<T> custom(
            ObjectNode object, Class<T> type, List<RuleViolation> checks) {
        boolean admitted = CustomSchema.of(type.getSimpleName()).admit(object, checks);
        // A status is the operator's to write; the API server drops one that comes with a new object.
        object.remove("status");
        try {
            var metadata = JSON.treeToValue(object.path("metadata"), ObjectMeta.class);
            for (var field : metadata.getAdditionalProperties().keySet()) {
                checks.add(CustomSchema.unknown(type.getSimpleName(), "v1alpha1", "metadata." + field, "Remove it"));
                admitted = false;
            }
            return admitted ? List.of(JSON.treeToValue(object, type)) : List.of();
        } catch (JsonProcessingException e) {
            checks.add(RuleViolation.unreadable("metadata", e));
            return List.of();
        }
    }

    private void report(Document document, List<RuleViolation> violations) {
        var kind = document.content().path("kind").asText();
        var name = document.content().at("/metadata/name").asText();
        var object = kind.isEmpty() ? "" : name.isEmpty() ? kind : kind + " \"" + name + "\"";
        for (var v : violations) {
            problems.add(new ManifestProblem(document.file(), document.index(), object, v.message(), v.next()));
        }
    }

    private static String kindOf(JsonNode node) {
        return node.isArray() ? "a list" : "a " + node.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
