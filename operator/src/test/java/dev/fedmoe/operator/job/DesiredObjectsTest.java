package dev.fedmoe.operator.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import dev.fedmoe.crds.client.EdgeClient;
import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.crds.pool.EdgeClientPool;
import dev.fedmoe.protocol.v1alpha1.Progress;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * From manifests and what the cluster has to what the operator makes of it. An EdgeClient's annotation {@code slots} is what
 * placement gives it; a ConfigMap {@code given} says the rest. After a change, read what has become of the files:
 * {@code ./mvnw -pl operator -am test -Dtest=DesiredObjectsTest -Dsurefire.failIfNoSpecifiedTests=false -Dgolden.write=true}.
 */
class DesiredObjectsTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden/job");
    private static final Pattern KIND = Pattern.compile("(?m)^kind: (\\w+)$");

    static List<String> cases() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(f -> f.startsWith("in-"))
                    .map(f -> f.substring(3))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void desiredObjectsAreAsCommitted(String file) throws Exception {
        var out = FOLDER.resolve("out-" + file);
        var text = text(given(FOLDER.resolve("in-" + file)).plan());
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(out, text);
        }
        assertThat(out).content().isEqualTo(text);
    }

    @Test
    void noFileIsUnused() throws IOException {
        var cases = cases();
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .allMatch(f -> cases.contains(f.replaceFirst("^(in|out)-", "")))
                    .hasSize(2 * cases.size());
        }
    }

    private static JobFixture given(Path file) throws Exception {
        var objects = new ArrayList<HasMetadata>();
        for (var document : Files.readString(file).split("(?m)^---$", -1)) {
            objects.add(read(document));
        }
        var given = new JobFixture(one(objects, FederatedMoEJob.class));
        for (var object : objects) {
            add(given, object);
        }
        return given;
    }

    private static HasMetadata read(String document) {
        var kind = KIND.matcher(document).results().findFirst().orElseThrow().group(1);
        var type =
                switch (kind) {
                    case "FederatedMoEJob" -> FederatedMoEJob.class;
                    case "EdgeClientPool" -> EdgeClientPool.class;
                    case "EdgeClient" -> EdgeClient.class;
                    case "StatefulSet" -> StatefulSet.class;
                    case "PersistentVolumeClaim" -> PersistentVolumeClaim.class;
                    default -> ConfigMap.class;
                };
        return Serialization.unmarshal(document, type);
    }

    private static void add(JobFixture given, HasMetadata object) throws Exception {
        if (object instanceof EdgeClientPool pool) {
            given.pools.add(pool);
        } else if (object instanceof EdgeClient client) {
            given.client(
                    client,
                    Integer.parseInt(client.getMetadata().getAnnotations().getOrDefault("slots", "0")));
        } else if (object instanceof ConfigMap map
                && map.getMetadata().getName().equals("given")) {
            given.certManager = map.getData().containsKey("certManager");
            if (map.getData().containsKey("progress")) {
                var progress = Progress.newBuilder();
                JsonFormat.parser().merge(map.getData().get("progress"), progress);
                given.progress(progress.build());
            }
        } else if (!(object instanceof FederatedMoEJob)) {
            given.observed.add(object);
        }
    }

    private static <T> T one(List<HasMetadata> objects, Class<T> kind) {
        return objects.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }

    private static String text(JobPlan plan) {
        var text = new StringBuilder();
        plan.desired().forEach(o -> text.append(Serialization.asYaml(o)));
        plan.deletions().forEach(o -> text.append("--- # deleted: ")
                .append(o.getKind())
                .append(' ')
                .append(o.getMetadata().getName())
                .append('\n'));
        plan.line().order().ifPresent(o -> text.append("--- # ordered: suspended ")
                .append(o.suspended())
                .append(", roster ")
                .append(o.roster().entries().values().stream()
                        .map(r -> r.client() + ":" + r.slots())
                        .toList())
                .append('\n'));
        text.append("--- # status\n").append(Serialization.asYaml(plan.status()).replaceFirst("^---\n", ""));
        plan.announcements().forEach(a -> text.append("# event ")
                .append(a.reason())
                .append(": ")
                .append(a.message())
                .append('\n'));
        return text.toString();
    }
}
