package dev.fedmoe.worker.session;

import dev.fedmoe.core.job.GateSharing;
import dev.fedmoe.core.job.JobTerms;
import dev.fedmoe.core.model.ModelManifest;
import dev.fedmoe.core.model.ModelSpec;
import dev.fedmoe.protocol.JobSpecCodec;
import dev.fedmoe.protocol.v1alpha1.JoinReply;
import dev.fedmoe.worker.data.SampleShape;

/** A job as this worker understands it. */
record WorkerJob(JobTerms terms, ModelManifest manifest) {
    /** Throws IllegalArgumentException when coordinator and worker do not mean the same model. */
    static WorkerJob of(JoinReply reply) {
        JobTerms terms = JobSpecCodec.decode(reply.getJob());
        ModelManifest manifest = terms.model().manifest();
        String theirs = reply.getManifest().getFingerprint();
        if (!manifest.fingerprint().equals(theirs)) {
            throw new IllegalArgumentException("the coordinator's manifest is " + theirs + ", this worker's is "
                    + manifest.fingerprint() + ". Maybe worker and coordinator are of different versions.");
        }
        return new WorkerJob(terms, manifest);
    }

    ModelSpec model() {
        return terms.model();
    }

    SampleShape shape() {
        return new SampleShape(model().inputShape(), model().classes());
    }

    boolean localGate() {
        return terms.gate() == GateSharing.LOCAL;
    }
}
