package dev.fedmoe.core.job;

import dev.fedmoe.core.capacity.JobCost;
import dev.fedmoe.core.job.training.TrainingSpec;
import dev.fedmoe.core.job.validation.SpecField;
import dev.fedmoe.core.model.InitialWeights;
import dev.fedmoe.core.model.ModelManifest;
import dev.fedmoe.core.model.ModelSpec;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * One federated training run, with all defaults resolved. What holds of one field is checked where that field is made, so that
 * a job that exists can run.
 *
 * @param uid of this run and no other of its name; every update carries it
 * @param evaluated whether an evaluator measures G on a test set of its own
 */
public record JobSpec(
        String name,
        String uid,
        ModelSpec model,
        DataSpec data,
        TrainingSpec training,
        AlignmentSpec alignment,
        AggregationSpec aggregation,
        CheckpointSpec checkpoint,
        PrivacySpec privacy,
        boolean evaluated) {
    /**
     * What stays as it was when the job began: the committed state was made with it, and its rounds would no longer be those of
     * one run. Everything else may change, {@code training} from the next round on. The API server refuses the same edits.
     */
    private static final List<FixedSection> FIXED = List.of(
            new FixedSection("model", JobSpec::model),
            new FixedSection("data", JobSpec::data),
            new FixedSection("alignment", JobSpec::alignment),
            new FixedSection("aggregation", JobSpec::aggregation),
            new FixedSection("privacy", JobSpec::privacy));

    public JobSpec {
        new SpecField("name").notBlank(name);
        new SpecField("uid").notBlank(uid);
    }

    private record FixedSection(String name, Function<JobSpec, Object> content) {}

    /** A job that leaves everything else at its default. */
    public static JobSpec of(String name, String uid, ModelSpec model, TrainingSpec training) {
        return new JobSpec(
                name,
                uid,
                model,
                DataSpec.DEFAULT,
                training,
                AlignmentSpec.DEFAULT,
                AggregationSpec.DEFAULT,
                CheckpointSpec.DEFAULT,
                PrivacySpec.DEFAULT,
                false);
    }

    /** The sections of a manifest's {@code spec} that are fixed for the life of a job. */
    public static List<String> fixedSections() {
        return FIXED.stream().map(FixedSection::name).toList();
    }

    /** The fixed sections in which {@code edited} is another job than this; empty when this may go on as {@code edited}. */
    public List<String> refusedChanges(JobSpec edited) {
        return FIXED.stream()
                .filter(section -> !Objects.equals(
                        section.content().apply(this), section.content().apply(edited)))
                .map(FixedSection::name)
                .toList();
    }

    /** Every part and tensor of the model. */
    public ModelManifest manifest() {
        return model.manifest();
    }

    /** What its workers are told of it. */
    public JobTerms terms() {
        return new JobTerms(name, uid, model, data, seed(), aggregation.gate(), privacy.labelSketch());
    }

    /** What the first committed model holds. */
    public InitialWeights initialWeights() {
        return new InitialWeights(model.architecture(), seed());
    }

    public long seed() {
        return alignment.seed();
    }

    /** What a round costs a client, as far as it follows from the job. */
    public JobCost cost() {
        var local = training.local();
        return JobCost.of(model, local.batchSize(), local.optimizer().kind());
    }

    /** Whether gates are averaged, or stay with their clients. */
    public boolean gateShared() {
        return aggregation.gate() == GateSharing.AGGREGATED;
    }

    /** Length of a client's label sketch; 0 when the job wants none. */
    public int sketchBuckets() {
        return privacy.labelSketch().buckets(model.classes());
    }

    /** Into how many buckets coverage is counted, at least 1. */
    public int coverageBuckets() {
        return Math.max(1, sketchBuckets());
    }

    public JobSpec withUid(String newUid) {
        return new JobSpec(name, newUid, model, data, training, alignment, aggregation, checkpoint, privacy, evaluated);
    }

    public JobSpec withData(DataSpec newData) {
        return new JobSpec(name, uid, model, newData, training, alignment, aggregation, checkpoint, privacy, evaluated);
    }

    public JobSpec withTraining(TrainingSpec newTraining) {
        return new JobSpec(name, uid, model, data, newTraining, alignment, aggregation, checkpoint, privacy, evaluated);
    }

    public JobSpec withAlignment(AlignmentSpec newAlignment) {
        return new JobSpec(name, uid, model, data, training, newAlignment, aggregation, checkpoint, privacy, evaluated);
    }

    public JobSpec withAggregation(AggregationSpec newAggregation) {
        return new JobSpec(name, uid, model, data, training, alignment, newAggregation, checkpoint, privacy, evaluated);
    }

    public JobSpec withCheckpoint(CheckpointSpec newCheckpoint) {
        return new JobSpec(name, uid, model, data, training, alignment, aggregation, newCheckpoint, privacy, evaluated);
    }

    public JobSpec withPrivacy(PrivacySpec newPrivacy) {
        return new JobSpec(name, uid, model, data, training, alignment, aggregation, checkpoint, newPrivacy, evaluated);
    }

    public JobSpec withEvaluated(boolean newEvaluated) {
        return new JobSpec(name, uid, model, data, training, alignment, aggregation, checkpoint, privacy, newEvaluated);
    }
}
