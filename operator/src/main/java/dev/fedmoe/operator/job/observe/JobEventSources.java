package dev.fedmoe.operator.job.observe;

import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.crds.pool.EdgeClientPool;
import dev.fedmoe.operator.OperatorSettings;
import dev.fedmoe.operator.OperatorSettings.Source;
import dev.fedmoe.operator.link.CoordinatorLinks;
import dev.fedmoe.operator.naming.OwnedLabels;
import dev.fedmoe.operator.naming.OwnedNames;
import dev.fedmoe.operator.pool.PlacementSource;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.dependent.RecentOperationCacheFiller;
import io.javaoperatorsdk.operator.processing.GroupVersionKind;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The event sources of jobs: the caches they look into, and what wakes their reconciler. */
@Singleton
public class JobEventSources {
    /** What a job owns and what is therefore cached by its label. Claims are not here: users bring some. */
    private static final List<Class<? extends HasMetadata>> OWNED =
            List.of(StatefulSet.class, Service.class, ServiceAccount.class, ConfigMap.class, Secret.class, Pod.class);

    private static final String OURS = OwnedLabels.MANAGED_BY + "=" + OwnedLabels.OPERATOR;

    private final CoordinatorLinks coordinators;
    private final PlacementSource placements;
    private final OperatorSettings settings;

    @Inject
    JobEventSources(CoordinatorLinks coordinators, PlacementSource placements, OperatorSettings settings) {
        this.coordinators = coordinators;
        this.placements = placements;
        this.settings = settings;
    }

    /** Policies only where the operator is to make some: without that, it has no right to look at them. */
    static List<Class<? extends HasMetadata>> owned(OperatorSettings settings) {
        var kinds = new ArrayList<>(OWNED);
        if (settings.networkPolicies()) {
            kinds.add(NetworkPolicy.class);
        }
        return kinds;
    }

    public List<EventSource<?, FederatedMoEJob>> list(EventSourceContext<FederatedMoEJob> context) {
        var sources = new ArrayList<EventSource<?, FederatedMoEJob>>();
        owned(settings).stream().filter(kind -> kind != Pod.class).forEach(kind -> sources.add(owned(kind, context)));
        sources.add(pods(context));
        sources.add(claims(context));
        sources.add(pools(context));
        var progress = new SimpleInboundEventSource<FederatedMoEJob>("progress");
        coordinators.listen(progress::propagateEvent);
        sources.add(progress);
        var placement = new SimpleInboundEventSource<FederatedMoEJob>("placement");
        placements.listen(placement::propagateEvent);
        sources.add(placement);
        if (settings.certificates().source() == Source.CertManager) {
            sources.add(certificates(context));
        }
        return sources;
    }

    private static <T extends HasMetadata> EventSource<?, FederatedMoEJob> owned(
            Class<T> kind, EventSourceContext<FederatedMoEJob> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(kind, FederatedMoEJob.class)
                        .withName(name(kind))
                        .withLabelSelector(OURS)
                        .withNamespacesInheritedFromController()
                        .withSecondaryToPrimaryMapper(JobEventSources::owner)
                        .build(),
                context);
    }

    private static EventSource<?, FederatedMoEJob> pods(EventSourceContext<FederatedMoEJob> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Pod.class, FederatedMoEJob.class)
                        .withName(name(Pod.class))
                        .withLabelSelector(OURS)
                        .withNamespacesInheritedFromController()
                        .withItemStore(JobPods.store())
                        .withOnUpdateFilter(JobPods::differ)
                        .withSecondaryToPrimaryMapper(JobEventSources::owner)
                        .build(),
                context);
    }

    /** Of cert-manager, whose kinds are only there when it is. */
    private static EventSource<?, FederatedMoEJob> certificates(EventSourceContext<FederatedMoEJob> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(
                                new GroupVersionKind("cert-manager.io", "v1", "Certificate"), FederatedMoEJob.class)
                        .withLabelSelector(OURS)
                        .withNamespacesInheritedFromController()
                        .withSecondaryToPrimaryMapper(JobEventSources::owner)
                        .build(),
                context);
    }

    /** A claim with data may be there before the job that reads it. */
    private static EventSource<?, FederatedMoEJob> claims(EventSourceContext<FederatedMoEJob> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(PersistentVolumeClaim.class, FederatedMoEJob.class)
                        .withName(name(PersistentVolumeClaim.class))
                        .withNamespacesInheritedFromController()
                        .withSecondaryToPrimaryMapper(claim -> jobs(context, claim, job -> needs(job, claim)))
                        .build(),
                context);
    }

    private static EventSource<?, FederatedMoEJob> pools(EventSourceContext<FederatedMoEJob> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(EdgeClientPool.class, FederatedMoEJob.class)
                        .withName(name(EdgeClientPool.class))
                        .withNamespacesInheritedFromController()
                        // Its status tells of every placement: each job of a pool would wake all others.
                        .withOnUpdateFilter(JobEventSources::hasNewSpec)
                        .withSecondaryToPrimaryMapper(pool -> jobs(context, pool, job -> job.getSpec()
                                .poolRef
                                .name
                                .equals(pool.getMetadata().getName())))
                        .build(),
                context);
    }

    /** Until its event comes, the cache answers with what the API server said when it was written, so that nothing is written twice. */
    @SuppressWarnings("unchecked")
    public static <T extends HasMetadata> void written(T object, Context<FederatedMoEJob> context) {
        var source = context.eventSourceRetriever().getEventSourceFor((Class<T>) object.getClass());
        ((RecentOperationCacheFiller<T>) source)
                .handleRecentResourceUpdate(ResourceID.fromResource(object), object, object);
    }

    private static boolean hasNewSpec(HasMetadata now, HasMetadata before) {
        return !Objects.equals(
                now.getMetadata().getGeneration(), before.getMetadata().getGeneration());
    }

    /** As metrics and health tell it. */
    private static String name(Class<? extends HasMetadata> kind) {
        return "job-" + HasMetadata.getPlural(kind);
    }

    private static boolean needs(FederatedMoEJob job, PersistentVolumeClaim claim) {
        var name = claim.getMetadata().getName();
        var evaluation = job.getSpec().evaluation;
        return name.equals(OwnedNames.checkpoints(job)) || (evaluation != null && name.equals(evaluation.claimName));
    }

    private static Set<ResourceID> jobs(
            EventSourceContext<FederatedMoEJob> context, HasMetadata object, Predicate<FederatedMoEJob> concerned) {
        return context.getPrimaryCache()
                .list(object.getMetadata().getNamespace(), concerned)
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }

    /** By its owner; the coordinator's pod, whose owner is the StatefulSet, by annotation. */
    static Set<ResourceID> owner(HasMetadata object) {
        var meta = object.getMetadata();
        var owners = meta.getOwnerReferences().stream()
                .filter(o -> o.getKind().equals(HasMetadata.getKind(FederatedMoEJob.class)))
                .map(o -> new ResourceID(o.getName(), meta.getNamespace()))
                .collect(Collectors.toSet());
        var annotations = meta.getAnnotations();
        if (owners.isEmpty() && annotations != null && annotations.containsKey(OwnedLabels.JOB_NAME)) {
            return Set.of(
                    new ResourceID(Objects.requireNonNull(annotations.get(OwnedLabels.JOB_NAME)), meta.getNamespace()));
        }
        return owners;
    }
}
