package dev.fedmoe.operator.apply;

import dev.fedmoe.operator.leadership.Leadership;
import io.fabric8.kubernetes.api.Pluralize;
import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The API server's own server-side apply, asked only when {@link ApplyMatcher} says that something is to do. */
@Singleton
public class ServerSideApplier implements ObjectApplier {
    private static final PatchContext FORCED = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(FIELD_MANAGER)
            .withForce(true)
            .build();

    private final KubernetesClient client;
    private final Leadership leadership;
    private final ApplyMatcher settled;

    @Inject
    public ServerSideApplier(KubernetesClient client, Leadership leadership) {
        this.client = client;
        this.leadership = leadership;
        this.settled = new ApplyMatcher(client.getKubernetesSerialization());
    }

    @Override
    public <T extends HasMetadata> Optional<T> apply(T desired, @Nullable T observed) {
        if (observed != null && settled.object(desired, observed)) {
            return Optional.empty();
        }
        T applied = write(desired, () -> client.resource(desired).patch(FORCED));
        WriteLog.written(observed == null ? "made" : "changed", desired);
        return Optional.of(applied);
    }

    @Override
    public <T extends HasMetadata> Optional<T> applyStatus(T desired, @Nullable T observed) {
        if (observed != null && settled.status(desired, observed)) {
            return Optional.empty();
        }
        T body = statusOnly(desired);
        return Optional.of(
                write(desired, () -> client.resource(body).subresource("status").patch(FORCED)));
    }

    @Override
    public void delete(HasMetadata observed) {
        delete(observed, options(observed).build());
    }

    @Override
    public void forceDelete(HasMetadata observed) {
        delete(observed, options(observed).withGracePeriodSeconds(0L).build());
    }

    /** By the raw path: the typed calls cannot say which uid is meant. */
    private void delete(HasMetadata observed, DeleteOptions options) {
        try {
            var unusedAnswer = write(observed, () -> client.raw(path(observed), "DELETE", options));
            WriteLog.written("deleted", observed);
        } catch (ApplyFailedException e) {
            boolean another = e.why() == ApplyFailedException.Why.CONFLICT
                    && String.valueOf(e.getMessage()).contains("UID in the precondition");
            if (e.why() != ApplyFailedException.Why.NOT_FOUND && !another) {
                throw e;
            }
        }
    }

    private <T> T write(HasMetadata object, Supplier<T> call) {
        if (!leadership.leads()) {
            throw ApiFailures.notLeading(object);
        }
        try {
            return call.get();
        } catch (KubernetesClientException e) {
            throw ApiFailures.failed(object, e);
        }
    }

    private <T extends HasMetadata> T statusOnly(T desired) {
        T body = client.getKubernetesSerialization().clone(desired);
        body.setMetadata(new ObjectMetaBuilder()
                .withName(desired.getMetadata().getName())
                .withNamespace(desired.getMetadata().getNamespace())
                .build());
        if (body instanceof CustomResource<?, ?> custom) {
            custom.setSpec(null);
        }
        return body;
    }

    private static DeleteOptionsBuilder options(HasMetadata observed) {
        return new DeleteOptionsBuilder()
                .withPropagationPolicy("Background")
                .withNewPreconditions()
                .withUid(observed.getMetadata().getUid())
                .endPreconditions();
    }

    private static String path(HasMetadata object) {
        String version = object.getApiVersion();
        String namespace = object.getMetadata().getNamespace();
        return (version.contains("/") ? "/apis/" : "/api/")
                + version
                + (namespace == null ? "" : "/namespaces/" + namespace)
                + "/"
                + Pluralize.toPlural(object.getKind().toLowerCase(Locale.ROOT))
                + "/"
                + object.getMetadata().getName();
    }
}
