package dev.fedmoe.coordinator.job;

import dev.fedmoe.core.alignment.AlignmentObjective;
import dev.fedmoe.core.alignment.PolicyRegistry;
import dev.fedmoe.core.capacity.JobCost;
import dev.fedmoe.core.capacity.OptimizerKind;
import dev.fedmoe.core.fitness.LabelSketch;
import dev.fedmoe.core.model.ArchitectureRegistry;
import dev.fedmoe.core.model.InitialWeights;
import dev.fedmoe.core.model.ModelManifest;
import dev.fedmoe.core.model.ModelSpec;
import dev.fedmoe.protocol.v1alpha1.AggregationSettings;
import dev.fedmoe.protocol.v1alpha1.JobSettings;
import dev.fedmoe.protocol.v1alpha1.TrainingSettings;

/** The job: its settings, and what follows from them. */
public record Job(JobSettings settings, ModelSpec model, ModelManifest manifest) {
    /** Samples one client weighs at most when the job names no limit. */
    private static final long DEFAULT_MAX_SAMPLES = 1L << 20;

    private static final float DEFAULT_MAX_ABS = 1e6f;

    /** Throws IllegalArgumentException naming the field when the settings describe no job. */
    public static Job of(JobSettings settings) {
        require(!settings.getName().isBlank(), "name must not be empty");
        require(!settings.getUid().isBlank(), "uid must not be empty");
        requireTraining(settings.getTraining());
        PolicyRegistry.named(
                settings.getAlignment().getPolicy(), settings.getAlignment().getSlack());
        objective(settings);
        labelSketch(settings);
        var model = model(settings);
        return new Job(settings, model, model.manifest());
    }

    /** Throws IllegalArgumentException naming the field. */
    public static void requireTraining(TrainingSettings training) {
        require(training.getRounds() >= 1, "training.rounds must be at least 1, not " + training.getRounds());
        double share = training.getParticipation();
        require(share > 0 && share <= 1, "training.participation must be in (0, 1], not " + share);
        require(
                training.getQuorum().getPerExpert() >= 1,
                "training.quorum.perExpert must be at least 1, not "
                        + training.getQuorum().getPerExpert());
        require(
                training.getQuorum().getMinClients() >= 1,
                "training.quorum.minClients must be at least 1, not "
                        + training.getQuorum().getMinClients());
    }

    public String name() {
        return settings.getName();
    }

    public long seed() {
        return settings.getAlignment().getSeed();
    }

    /** What round 0 commits. */
    public InitialWeights initialWeights() {
        return new InitialWeights(model.architecture(), seed());
    }

    public AlignmentObjective objective() {
        return objective(settings);
    }

    /** Length of a client's label sketch; 0 when the job wants none. */
    public int sketchBuckets() {
        return labelSketch(settings).buckets(model.classes());
    }

    /** Into how many buckets coverage is counted, at least 1. */
    public int coverageBuckets() {
        return Math.max(1, sketchBuckets());
    }

    /** What a round costs a client. */
    public JobCost cost() {
        var training = settings.getTraining();
        var optimizer = OptimizerKind.parse(training.getOptimizer().getName()).orElse(OptimizerKind.SGD);
        return JobCost.of(model, training.getBatchSize(), optimizer);
    }

    public boolean gateShared() {
        return !settings.getAggregation().getGate().equals("Local");
    }

    public long maxSamplesPerClient() {
        long limit = aggregation().getMaxSamplesPerClient();
        return limit > 0 ? limit : DEFAULT_MAX_SAMPLES;
    }

    public float maxAbsValue() {
        float limit = aggregation().getMaxAbsValue();
        return limit > 0 ? limit : DEFAULT_MAX_ABS;
    }

    /** A commit of every so many rounds is kept. */
    public int keepEvery() {
        return Math.max(1, settings.getCheckpoint().getEvery());
    }

    public int keep() {
        return Math.max(2, settings.getCheckpoint().getKeep());
    }

    private static AlignmentObjective objective(JobSettings settings) {
        String name = settings.getAlignment().getObjective();
        return name.isEmpty() ? AlignmentObjective.BALANCED : AlignmentObjective.named(name);
    }

    private static LabelSketch labelSketch(JobSettings settings) {
        return LabelSketch.named(settings.getPrivacy().getLabelSketch());
    }

    private AggregationSettings aggregation() {
        return settings.getAggregation();
    }

    private static ModelSpec model(JobSettings settings) {
        var model = settings.getModel();
        var architecture = ArchitectureRegistry.find(model.getArchitecture())
                .orElseThrow(() -> new IllegalArgumentException("model.architecture '" + model.getArchitecture()
                        + "' is unknown. Maybe one of " + String.join(", ", ArchitectureRegistry.ids()) + "."));
        return new ModelSpec(
                architecture,
                model.getInputShapeList(),
                model.getClasses(),
                model.getExperts(),
                model.getTopK(),
                model.getHidden(),
                model.getExpertHidden());
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
