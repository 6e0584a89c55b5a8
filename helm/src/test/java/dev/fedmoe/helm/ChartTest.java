package dev.fedmoe.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must hold of the objects, whatever else they say. */
class ChartTest {
    private static final String DEPLOYMENT = "Deployment/fedmoe-system/fedmoe-operator";
    private static final String TEST = "Pod/fedmoe-system/fedmoe-test";
    private static final RenderedChart DEFAULTS = RenderedChart.with("{}");

    @Test
    void theVersionIsTheProjects() throws IOException {
        assertThat(RenderedChart.file("Chart.yaml").path("version").asText())
                .isEqualTo(System.getProperty("chart.version"));
    }

    @Test
    void everyPodIsAsPodSecurityRestrictedAsks() {
        for (var pod : List.of(DEFAULTS.at(DEPLOYMENT, "/spec/template/spec"), DEFAULTS.at(TEST, "/spec"))) {
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/runAsUser").asInt()).isEqualTo(65532);
            assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            var container = pod.at("/containers/0");
            assertThat(container.at("/securityContext").toString())
                    .isEqualTo("{\"allowPrivilegeEscalation\":false,\"readOnlyRootFilesystem\":true,"
                            + "\"capabilities\":{\"drop\":[\"ALL\"]}}");
            assertThat(container.at("/volumeMounts").findValuesAsText("mountPath"))
                    .containsExactly("/tmp");
            assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
        }
        assertThat(DEFAULTS.at(DEPLOYMENT, "/spec/template/spec/containers/0/resources/limits/memory")
                        .asText())
                .isEqualTo("384Mi");
    }

    @Test
    void crdsSurviveTheReleaseAndAreTheCommittedOnes() throws IOException {
        try (var files = Files.list(HelmRenderer.CHART.resolve("files/crds"))) {
            for (var file : files.toList()) {
                var committed = RenderedChart.YAML.readTree(Files.readString(file));
                var name = "CustomResourceDefinition/"
                        + committed.at("/metadata/name").asText();

                assertThat(DEFAULTS.at(name, "/metadata/annotations/helm.sh~1resource-policy")
                                .asText())
                        .isEqualTo("keep");
                assertThat(DEFAULTS.at(name, "/spec")).isEqualTo(committed.path("spec"));
            }
        }
    }

    @Test
    void noRightIsAWildcardAndTokensAreForItsOwnAccountOnly() throws IOException {
        var rights = RenderedChart.file("files/rbac.yaml");

        assertThat(rights.findValuesAsText("verbs")).doesNotContain("*");
        assertThat(rights.toString()).doesNotContain("\"*\"", "escalate", "impersonate", "\"bind\"");
        assertThat(rules(DEFAULTS, "Role/fedmoe-system/fedmoe-operator")
                        .filter(r -> r.path("resources").toString().contains("serviceaccounts/token")))
                .singleElement()
                .satisfies(rule ->
                        assertThat(rule.path("resourceNames").toString()).isEqualTo("[\"fedmoe-operator\"]"));
        assertThat(rules(DEFAULTS, "ClusterRole/fedmoe-system:fedmoe-operator"))
                .noneMatch(r -> r.path("resources").toString().contains("token"));
    }

    @Test
    void servingSomeNamespacesItWritesNowhereElse() {
        var some = RenderedChart.with("watchNamespaces: [plant, office]");

        assertThat(rules(some, "ClusterRole/fedmoe-system:fedmoe-operator")
                        .flatMap(r -> r.path("verbs").valueStream()))
                .extracting(JsonNode::asText)
                .containsOnly("get", "list", "watch");
        assertThat(some.objects())
                .containsKeys(
                        "Role/plant/fedmoe-system:fedmoe-operator", "RoleBinding/office/fedmoe-system:fedmoe-operator");
        assertThat(some.at("Role/plant/fedmoe-system:fedmoe-operator", "/rules").size())
                .isGreaterThan(5);
        assertThat(environment(some)).contains("FEDMOE_WATCH_NAMESPACES");
    }

    @Test
    void rightsFollowWhatIsChosen() {
        assertThat(granted("{}")).contains("networkpolicies").doesNotContain("certificates");
        assertThat(
                        granted(
                                "{networkPolicies: {jobs: false}, certificates: {source: CertManager, certManager: {issuerName: a}}}"))
                .contains("certificates")
                .doesNotContain("networkpolicies");
    }

    @Test
    void theEnvironmentIsWhatTheOperatorReads() throws IOException {
        var everything = RenderedChart.with("{watchNamespaces: [a], images: {jobPullSecret: b},"
                + " certificates: {source: CertManager, certManager: {issuerName: c}}}");

        assertThat(environment(everything))
                .filteredOn(name -> name.startsWith("FEDMOE_"))
                .containsExactlyInAnyOrderElementsOf(settings());
    }

    @Test
    void selectorsFindTheOperatorAndNothingElse() {
        var labels = DEFAULTS.at(DEPLOYMENT, "/spec/template/metadata/labels");
        for (var selector : List.of(
                DEFAULTS.at(DEPLOYMENT, "/spec/selector/matchLabels"),
                DEFAULTS.at("Service/fedmoe-system/fedmoe-operator", "/spec/selector"),
                DEFAULTS.at("NetworkPolicy/fedmoe-system/fedmoe-operator", "/spec/podSelector/matchLabels"))) {
            assertThat(labels.properties()).containsAll(selector.properties());
            assertThat(DEFAULTS.at(TEST, "/metadata/labels").properties())
                    .doesNotContainSequence(selector.properties());
        }
    }

    @Test
    void theNotesSayWhatStaysAndWhatIsNext(@TempDir Path folder) throws IOException {
        var values = Files.writeString(folder.resolve("values.yaml"), "{}");

        assertThat(LibraryHelm.notes(values))
                .contains("helm uninstall fedmoe keeps the CRDs, every EdgeClientPool, EdgeClient and FederatedMoEJob")
                .contains("kubectl -n fedmoe-system rollout status deployment/fedmoe-operator")
                .endsWith("kubectl explain fmj.spec\n");
    }

    @Test
    void theK3sExampleHoldsValuesOfTheChart() throws IOException {
        var example = Path.of("../examples/k3s/fedmoe.yaml").toFile();
        var chart = RenderedChart.YAML
                .readerFor(JsonNode.class)
                .<JsonNode>readValues(example)
                .readAll()
                .get(1);

        assertThat(chart.path("kind").asText()).isEqualTo("HelmChart");
        assertThat(RenderedChart.with(chart.at("/spec/valuesContent").asText())
                        .at(DEPLOYMENT, "/spec/template/spec/containers/0/image")
                        .asText())
                .isEqualTo("registry.example.org/fedmoe/operator:dev");
    }

    private static Stream<JsonNode> rules(RenderedChart chart, String role) {
        assertThat(chart.objects()).containsKey(role);
        return chart.at(role, "/rules").valueStream();
    }

    private static String granted(String values) {
        return RenderedChart.with(values)
                .at("ClusterRole/fedmoe-system:fedmoe-operator", "/rules")
                .toString();
    }

    private static List<String> environment(RenderedChart chart) {
        return chart.at(DEPLOYMENT, "/spec/template/spec/containers/0/env").findValuesAsText("name");
    }

    /** Of the operator's settings, from their source: the chart's tests need not build the operator. */
    private static List<String> settings() throws IOException {
        var source = Files.readString(Path.of("../operator/src/main/java/dev/fedmoe/operator/OperatorSettings.java"));
        var line = Pattern.compile("(?m)^ {4}interface (\\w+) \\{|^( {4}(?: {4})?)[\\w<>]+ (\\w+)\\(\\);");
        var names = new java.util.ArrayList<String>();
        var section = "";
        var found = line.matcher(source);
        while (found.find()) {
            if (found.group(1) != null) {
                section = found.group(1) + "_";
            } else if (!source.contains("    interface " + capital(found.group(3)) + " {")) {
                var owner = found.group(2).length() == 8 ? section : "";
                names.add(("FEDMOE_" + owner + found.group(3).replaceAll("([A-Z])", "_$1"))
                        .toUpperCase(java.util.Locale.ROOT));
            }
        }
        return names;
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
