package dev.fedmoe.crds.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What kubectl and the API server of the cluster that KUBECONFIG names say to the cases of refused.yaml, and to changes of a job that is
 * there. To write their words after a change, and then read them: {@code ./mvnw -pl crds verify -Dgolden.write=true}.
 */
class RefusedByServerIT {
    private static final String GOLDEN = "refused-by-server.yaml";
    private static final Path CRDS = Path.of("../helm/fedmoe/files/crds");
    private static final String THERE = "refused-by-server";

    @BeforeAll
    static void theKindsAreThere() throws IOException, InterruptedException {
        if (KubectlCommand.run("", "get", "crd", "federatedmoejobs.fedmoe.dev").status() != 0) {
            KubectlCommand.run("", "apply", "-f", CRDS.toString());
        }
        KubectlCommand.run(
                "", "wait", "--for=condition=Established", "--timeout=30s", "crd/federatedmoejobs.fedmoe.dev");
        assertThat(KubectlCommand.run(there("{}"), "apply", "-f", "-").words())
                .contains("federatedmoejob.fedmoe.dev/" + THERE);
    }

    @AfterAll
    static void nothingStays() throws IOException, InterruptedException {
        KubectlCommand.run("", "delete", "fmj,ecp", THERE, "--ignore-not-found");
    }

    @Test
    void everyInvalidManifestIsRefusedInTheseWords() throws IOException, InterruptedException {
        var golden = (ObjectNode) RefusedManifestCases.YAML.readTree(RefusedManifestCases.resource(GOLDEN));
        var words = RefusedManifestCases.YAML.createObjectNode();
        for (var one : RefusedManifestCases.all()) {
            // Texts are for the checker; which namespaces there are is not the schema's.
            if (!one.has("text") && !one.path("set").has("metadata.namespace")) {
                words.set(one.path("case").asText(), refusal(RefusedManifestCases.text(one)));
            }
        }
        compare(golden, "manifests", words);
        assertThat(words.valueStream().filter(w -> !w.isEmpty())).hasSizeGreaterThanOrEqualTo(50);
        var vague = words.properties().stream()
                .filter(w -> w.getValue().valueStream().anyMatch(RefusedByServerIT::isVague))
                .toList();
        assertThat(vague).isEmpty();
    }

    @Test
    void whatIsFixedIsRefusedWhenItChanges() throws IOException, InterruptedException {
        var golden = (ObjectNode) RefusedManifestCases.YAML.readTree(RefusedManifestCases.resource(GOLDEN));
        var words = RefusedManifestCases.YAML.createObjectNode();
        for (var change : List.of(
                "spec.poolRef.name: other",
                "spec.data.image: other.idx.gz",
                "spec.model.experts: 16",
                "spec.model.hidden: 64",
                "spec.alignment.seed: 8",
                "spec.alignment.policy: Greedy",
                "spec.aggregation.gate: Local",
                "spec.privacy.labelSketch: Exact",
                "spec.training.rounds: 70",
                "spec.training.batchSize: 64")) {
            words.set(change, refusal(there("{" + change + "}")));
        }
        compare(golden, "changes", words);
    }

    @Test
    void theyCanBeAppliedByTheClient() throws IOException, InterruptedException {
        assertThat(KubectlCommand.run("", "apply", "--dry-run=server", "-f", CRDS.toString()))
                .extracting(KubectlCommand.Answer::status)
                .isEqualTo(0);
    }

    @Test
    void kubectlExplainsEveryField() throws IOException, InterruptedException {
        var openapi = RefusedManifestCases.YAML.readTree(
                KubectlCommand.run("", "get", "--raw", "/openapi/v3/apis/fedmoe.dev/v1alpha1")
                        .words());
        var bare = new ArrayList<String>();
        for (var kind : List.of("EdgeClientPool", "EdgeClient", "FederatedMoEJob")) {
            var schema = openapi.path("components").path("schemas").path("dev.fedmoe.v1alpha1." + kind);
            assertThat(schema.at("/properties/spec/properties").size()).as(kind).isPositive();
            undescribed(schema, kind, bare);
        }
        assertThat(bare).isEmpty();
    }

    /** Lines of the answer; none when the manifest would be accepted. */
    private static JsonNode refusal(String manifest) throws IOException, InterruptedException {
        var answer = KubectlCommand.run(manifest, "apply", "--dry-run=server", "-f", "-");
        var lines = RefusedManifestCases.YAML.createArrayNode();
        if (answer.status() != 0) {
            answer.words()
                    .lines()
                    .filter(l -> !l.contains("(server dry run)"))
                    .map(String::strip)
                    .forEach(lines::add);
        }
        return lines;
    }

    /** Every line of an invalid object names a field, and what is wrong with it. */
    private static boolean isVague(JsonNode line) {
        return line.asText().startsWith("* ")
                && !line.asText().matches("\\* (<nil>|spec[.\\[\\]\\w]*): [A-Z][a-z ]+( value)?(: .+)?");
    }

    private static String there(String changes) throws IOException {
        var job = (ObjectNode) RefusedManifestCases.YAML.readTree(changes);
        job.put("metadata.name", THERE).put("spec.suspend", true);
        var pool = RefusedManifestCases.YAML.createObjectNode().put("metadata.name", THERE);
        return RefusedManifestCases.changed(pool, job);
    }

    private static void compare(ObjectNode golden, String part, JsonNode words) throws IOException {
        if (Boolean.getBoolean("golden.write")) {
            var file = Path.of("src/test/resources/manifests", GOLDEN).toFile();
            var whole = (ObjectNode) RefusedManifestCases.YAML.readTree(file);
            whole.set(part, words);
            RefusedManifestCases.YAML.writeValue(file, whole);
            golden.set(part, words);
        }
        var soft = new SoftAssertions();
        assertThat(golden.path(part).size()).isEqualTo(words.size());
        for (var word : words.properties()) {
            soft.assertThat(word.getValue())
                    .as(word.getKey())
                    .isEqualTo(golden.path(part).path(word.getKey()));
        }
        soft.assertAll();
    }

    private static void undescribed(JsonNode schema, String path, List<String> bare) {
        for (var property : schema.path("properties").properties()) {
            var here = path + "." + property.getKey();
            if (property.getValue().path("description").asText().isEmpty() && !here.endsWith(".metadata")) {
                bare.add(here);
            }
            undescribed(property.getValue(), here, bare);
            undescribed(property.getValue().path("items"), here, bare);
        }
    }
}
