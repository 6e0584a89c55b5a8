package dev.fedmoe.worker.session;

import dev.fedmoe.core.fitness.LabelSketch;
import dev.fedmoe.core.model.ArchitectureRegistry;
import dev.fedmoe.core.model.ModelManifest;
import dev.fedmoe.core.model.ModelSpec;
import dev.fedmoe.protocol.v1alpha1.JobSettings;
import dev.fedmoe.protocol.v1alpha1.JoinReply;
import dev.fedmoe.protocol.v1alpha1.ModelSettings;
import dev.fedmoe.worker.data.SampleShape;

/** A job as this worker understands it. */
record WorkerJob(JobSettings settings, ModelSpec model, ModelManifest manifest) {
    /** Throws IllegalArgumentException when coordinator and worker do not mean the same model. */
    static WorkerJob of(JoinReply reply) {
        ModelSettings model = reply.getJob().getModel();
        var spec = new ModelSpec(
                ArchitectureRegistry.find(model.getArchitecture())
                        .orElseThrow(() -> new IllegalArgumentException("architecture '" + model.getArchitecture()
                                + "' is unknown here. Maybe worker and coordinator are of different versions.")),
                model.getInputShapeList(),
                model.getClasses(),
                model.getExperts(),
                model.getTopK(),
                model.getHidden(),
                model.getExpertHidden());
        ModelManifest manifest = spec.manifest();
        String theirs = reply.getManifest().getFingerprint();
        if (!manifest.fingerprint().equals(theirs)) {
            throw new IllegalArgumentException("the coordinator's manifest is " + theirs + ", this worker's is "
                    + manifest.fingerprint() + ". Maybe worker and coordinator are of different versions.");
        }
        return new WorkerJob(reply.getJob(), spec, manifest);
    }

    SampleShape shape() {
        return new SampleShape(model.inputShape(), model.classes());
    }

    String uid() {
        return settings.getUid();
    }

    /** What this client may tell of its labels. */
    LabelSketch labelSketch() {
        return LabelSketch.named(settings.getPrivacy().getLabelSketch());
    }

    boolean localGate() {
        return settings.getAggregation().getGate().equals("Local");
    }
}
