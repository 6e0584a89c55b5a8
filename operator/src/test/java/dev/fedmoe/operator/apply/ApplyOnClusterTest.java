package dev.fedmoe.operator.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fedmoe.operator.leadership.Leadership;
import dev.fedmoe.operator.testing.KubeconfigCluster;
import dev.fedmoe.testing.RealParts;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@RealParts
class ApplyOnClusterTest {
    private final KubeconfigCluster cluster = new KubeconfigCluster("apply");
    private final KubernetesClient client = cluster.client;
    private final ObjectApplier applier = new ServerSideApplier(client, new Always());
    private final DesiredKinds kinds = new DesiredKinds(cluster.namespace);

    @BeforeAll
    void volumes() {
        kinds.needs().forEach(object -> applier.apply(object, null));
    }

    @AfterAll
    void close() {
        cluster.close();
    }

    static List<String> kinds() {
        return DesiredKinds.NAMES;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatHasBeenAppliedIsNotAppliedAgain(String kind) {
        HasMetadata desired = kinds.of(kind);

        assertThat(applier.apply(desired, null)).isPresent();

        assertThat(applier.apply(kinds.of(kind), observed(desired))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void anEditByHandIsUndone(String kind) {
        HasMetadata desired = kinds.of(kind);
        applier.apply(desired, null);
        edit(desired, now -> now.getMetadata().getLabels().put("app.kubernetes.io/name", "another"));

        assertThat(applier.apply(desired, observed(desired))).isPresent();

        assertThat(observed(desired).getMetadata().getLabels()).containsEntry("app.kubernetes.io/name", "fedmoe");
        assertThat(applier.apply(desired, observed(desired))).isEmpty();
    }

    @Test
    void whatIsNoLongerDesiredGoes() {
        Service desired = (Service) kinds.of("Service");
        applier.apply(desired, null);
        Service less = new ServiceBuilder(desired)
                .editSpec()
                .withSelector(Map.of("a", "b"))
                .endSpec()
                .build();

        assertThat(applier.apply(less, observed(desired))).isPresent();

        assertThat(observed(desired).getSpec().getSelector()).containsExactly(Map.entry("a", "b"));
        assertThat(applier.apply(desired, observed(desired))).isPresent();
    }

    @Test
    void whatOthersAddToTheirOwnFieldsIsLeftAlone() {
        HasMetadata desired = kinds.of("ConfigMap");
        applier.apply(desired, null);
        edit(desired, now -> now.getMetadata().getLabels().put("theirs", "yes"));

        assertThat(applier.apply(desired, observed(desired))).isEmpty();
    }

    @Test
    void aFieldThatCannotChangeIsNamed() {
        StatefulSet desired = (StatefulSet) kinds.of("StatefulSet");
        applier.apply(desired, null);
        StatefulSet other = desired.toBuilder()
                .editSpec()
                .withServiceName("other")
                .endSpec()
                .build();

        var failed = catchThrowableOfType(ApplyFailedException.class, () -> applier.apply(other, observed(other)));

        assertThat(failed.why()).isEqualTo(ApplyFailedException.Why.IMMUTABLE);
        assertThat(failed.field()).isEqualTo("spec");
        assertThat(failed.object()).isEqualTo("StatefulSet " + cluster.namespace + "/fashion-coordinator");
    }

    @Test
    void aRefusedValueIsNamed() {
        Service desired = ((Service) kinds.of("Service"))
                .toBuilder()
                        .editMetadata()
                        .withName("refused")
                        .endMetadata()
                        .editSpec()
                        .editFirstPort()
                        .withPort(70000)
                        .endPort()
                        .endSpec()
                        .build();

        var failed = catchThrowableOfType(ApplyFailedException.class, () -> applier.apply(desired, null));

        assertThat(failed.why()).isEqualTo(ApplyFailedException.Why.INVALID);
        assertThat(failed.field()).isEqualTo("spec.ports[0].port");
        assertThat(failed)
                .hasMessageContaining("Service " + cluster.namespace + "/refused")
                .hasMessageContaining("70000");
    }

    @Test
    void aStatusIsWrittenOnceAndChangesAreSeen() {
        for (CustomStatus<?> each : CustomStatus.all(cluster.namespace)) {
            statusIsWrittenOnce(each);
        }
    }

    private <T extends HasMetadata> void statusIsWrittenOnce(CustomStatus<T> custom) {
        T bare = custom.bare();
        client.resource(bare).create();
        assertThat(applier.applyStatus(custom.full(), observed(bare)))
                .as(bare.getKind())
                .isPresent();
        assertThat(applier.applyStatus(custom.full(), observed(bare)))
                .as(bare.getKind())
                .isEmpty();
        assertThat(applier.applyStatus(bare, observed(bare))).as(bare.getKind()).isPresent();
        assertThat(applier.applyStatus(bare, observed(bare))).as(bare.getKind()).isEmpty();
    }

    @Test
    void onlyTheObservedObjectIsDeleted() {
        HasMetadata desired = kinds.of("ConfigMap");
        desired.getMetadata().setName("deleted");
        applier.apply(desired, null);
        HasMetadata former = observed(desired);
        applier.delete(former);
        assertThat(client.resource(desired).get()).isNull();
        applier.apply(desired, null);

        applier.delete(former);

        assertThat(client.resource(desired).get()).isNotNull();
        applier.forceDelete(observed(desired));
        assertThat(client.resource(desired).get()).isNull();
        applier.delete(former);
    }

    @Test
    void aReplicaThatDoesNotLeadWritesNothing() {
        HasMetadata desired = kinds.of("ConfigMap");
        desired.getMetadata().setName("not-led");

        var failed = catchThrowableOfType(
                ApplyFailedException.class, () -> new ServerSideApplier(client, new Never()).apply(desired, null));

        assertThat(failed.why()).isEqualTo(ApplyFailedException.Why.NOT_LEADING);
        assertThat(client.resource(desired).get()).isNull();
    }

    private <T extends HasMetadata> T observed(T object) {
        return client.resource(object).get();
    }

    private void edit(HasMetadata object, Consumer<HasMetadata> change) {
        client.resource(object).edit(now -> {
            change.accept(now);
            return now;
        });
    }

    private static final class Always implements Leadership {
        @Override
        public boolean leads() {
            return true;
        }

        @Override
        public void listen(Listener listener) {}
    }

    private static final class Never implements Leadership {
        @Override
        public boolean leads() {
            return false;
        }

        @Override
        public void listen(Listener listener) {}
    }
}
