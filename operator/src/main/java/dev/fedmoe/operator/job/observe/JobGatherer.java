package dev.fedmoe.operator.job.observe;

import dev.fedmoe.controlplane.job.JobTranslation;
import dev.fedmoe.controlplane.status.ExternalTrouble;
import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.crds.pool.EdgeClientPool;
import dev.fedmoe.operator.OperatorSettings;
import dev.fedmoe.operator.OperatorSettings.Source;
import dev.fedmoe.operator.identity.JobCertificates;
import dev.fedmoe.operator.identity.TokenKeys;
import dev.fedmoe.operator.job.observe.JobSnapshot.Told;
import dev.fedmoe.operator.job.observe.JobSnapshot.Trust;
import dev.fedmoe.operator.link.CoordinatorLinks;
import dev.fedmoe.operator.naming.OwnedNames;
import dev.fedmoe.operator.pool.PlacementSource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One look at everything, from caches. */
@Singleton
public class JobGatherer {
    private final PlacementSource placements;
    private final CoordinatorLinks coordinators;
    private final JobCertificates certificates;
    private final TokenKeys keys;
    private final OperatorSettings settings;

    @Inject
    JobGatherer(
            PlacementSource placements,
            CoordinatorLinks coordinators,
            JobCertificates certificates,
            TokenKeys keys,
            OperatorSettings settings) {
        this.placements = placements;
        this.coordinators = coordinators;
        this.certificates = certificates;
        this.keys = keys;
        this.settings = settings;
    }

    /** {@code refused} are the objects that the API server would not take when last tried. */
    public JobSnapshot gather(
            FederatedMoEJob job, Context<FederatedMoEJob> context, List<ExternalTrouble> refused, Instant now) {
        var id = ResourceID.fromResource(job);
        var observed = new NamespaceObjects(objects(job, context));
        var told = new Told(
                cache(context, EdgeClientPool.class)
                        .list(job.getMetadata().getNamespace(), pool -> true)
                        .toList(),
                placements.of(id),
                coordinators.latest(id),
                refused);
        return new JobSnapshot(job, JobTranslation.of(job), told, observed, trust(job, observed), now);
    }

    private Trust trust(FederatedMoEJob job, NamespaceObjects observed) {
        var present = observed.find(Secret.class, OwnedNames.certificate(job));
        var certificate = certificates.desired(job, OwnedNames.hosts(job), present.orElse(null));
        var authorities =
                certificate.or(() -> present).map(certificates::authorities).orElse("");
        return new Trust(keys.newest(), certificate, certificates.request(job, OwnedNames.hosts(job)), authorities);
    }

    private List<HasMetadata> objects(FederatedMoEJob job, Context<FederatedMoEJob> context) {
        var objects = new ArrayList<HasMetadata>();
        JobEventSources.owned(settings).forEach(kind -> objects.addAll(context.getSecondaryResources(kind)));
        if (settings.certificates().source() == Source.CertManager) {
            objects.addAll(context.getSecondaryResources(GenericKubernetesResource.class));
        }
        var evaluation = job.getSpec().evaluation;
        Stream.of(
                        Optional.of(OwnedNames.checkpoints(job)),
                        Optional.ofNullable(evaluation).map(e -> e.claimName))
                .flatMap(Optional::stream)
                .flatMap(name -> cache(context, PersistentVolumeClaim.class)
                        .get(new ResourceID(name, job.getMetadata().getNamespace()))
                        .stream())
                .forEach(objects::add);
        return objects;
    }

    @SuppressWarnings("unchecked")
    private static <T extends HasMetadata> ResourceCache<T> cache(Context<FederatedMoEJob> context, Class<T> kind) {
        return (ResourceCache<T>) context.eventSourceRetriever().getEventSourceFor(kind);
    }
}
