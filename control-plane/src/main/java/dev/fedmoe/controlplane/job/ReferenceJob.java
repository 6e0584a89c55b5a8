package dev.fedmoe.controlplane.job;

import dev.fedmoe.controlplane.job.JobTranslation.Translated;
import dev.fedmoe.core.capacity.JobCost;
import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.crds.job.FederatedMoEJobSpec;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;

/** What a client is measured against while its pool has no job. */
public final class ReferenceJob {
    /** Of a job that leaves everything at its default: small images, eight experts. */
    public static final JobCost COST = ((Translated) JobTranslation.of(job())).cost();

    private static final int EXPERTS = 8;

    private ReferenceJob() {}

    private static FederatedMoEJob job() {
        var job = new FederatedMoEJob();
        job.setMetadata(new ObjectMetaBuilder().withName("yardstick").build());
        var spec = new FederatedMoEJobSpec();
        spec.data.image = "images";
        spec.data.label = "labels";
        spec.model.experts = EXPERTS;
        spec.training.rounds = 1;
        job.setSpec(spec);
        return job;
    }
}
