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
        spec.model.experts = EXPERTS;
        job.setSpec(spec);
        return job;
    }
}
