package dev.fedmoe.controlplane.job;

import dev.fedmoe.core.alignment.AlignmentObjective;
import dev.fedmoe.core.alignment.AlignmentPolicy;
import dev.fedmoe.core.fitness.LabelSketch;
import dev.fedmoe.core.job.AggregationSpec;
import dev.fedmoe.core.job.AlignmentSpec;
import dev.fedmoe.core.job.CheckpointSpec;
import dev.fedmoe.core.job.DataFileFormat;
import dev.fedmoe.core.job.DataSpec;
import dev.fedmoe.core.job.GateSharing;
import dev.fedmoe.core.job.JobSpec;
import dev.fedmoe.core.job.PrivacySpec;
import dev.fedmoe.core.model.ConvMoe;
import dev.fedmoe.core.model.MlpMoe;
import dev.fedmoe.core.model.ModelSpec;
import dev.fedmoe.crds.job.AggregationSection;
import dev.fedmoe.crds.job.AlignmentSection;
import dev.fedmoe.crds.job.DataFormat;
import dev.fedmoe.crds.job.DataSection;
import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.crds.job.FederatedMoEJobSpec;
import dev.fedmoe.crds.job.PrivacySection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** From a job's manifest to the job. What the API leaves open because it depends on another field is decided here. */
final class JobSpecMapper {
    /** Of a job that no API server has created yet. */
    private static final String UNCREATED = "uncreated";

    private static final List<Integer> IDX_SHAPE = List.of(1, 28, 28);
    private static final int IDX_CLASSES = 10;

    private JobSpecMapper() {}

    /** Throws IllegalArgumentException, naming the field below {@code spec}, when the API's checks have let something pass. */
    static JobSpec map(FederatedMoEJob job) {
        var spec = job.getSpec();
        return new JobSpec(
                job.getMetadata().getName(),
                Objects.requireNonNullElse(job.getMetadata().getUid(), UNCREATED),
                model(spec),
                data(spec.data),
                TrainingSpecMapper.map(spec.training),
                alignment(spec.alignment),
                aggregation(spec.aggregation),
                new CheckpointSpec(spec.checkpoint.every, spec.checkpoint.keep),
                privacy(spec.privacy),
                spec.evaluation != null);
    }

    static List<Integer> shape(DataSection data) {
        return data.shape.isEmpty() ? IDX_SHAPE : data.shape;
    }

    private static ModelSpec model(FederatedMoEJobSpec spec) {
        var model = spec.model;
        var architecture =
                switch (model.architecture) {
                    case MlpMoe -> new MlpMoe();
                    case ConvMoe -> new ConvMoe();
                };
        return new ModelSpec(
                architecture,
                shape(spec.data),
                Objects.requireNonNullElse(spec.data.classes, IDX_CLASSES),
                model.experts,
                model.topK,
                model.hidden,
                model.expertHidden);
    }

    private static DataSpec data(DataSection data) {
        var format =
                switch (data.format) {
                    case Idx -> DataFileFormat.IDX;
                    case Csv -> DataFileFormat.CSV;
                    case Images -> DataFileFormat.IMAGES;
                };
        var label = Optional.ofNullable(data.format == DataFormat.Images ? null : data.label);
        return new DataSpec(format, data.image, label, data.holdout);
    }

    private static AlignmentSpec alignment(AlignmentSection alignment) {
        var objective =
                switch (alignment.objective) {
                    case Global -> AlignmentObjective.GLOBAL;
                    case Personalized -> AlignmentObjective.PERSONALIZED;
                    case Balanced -> AlignmentObjective.BALANCED;
                };
        var policy = alignment.policy == null ? AlignmentPolicy.suited(objective) : policy(alignment.policy);
        return new AlignmentSpec(objective, policy, Double.parseDouble(alignment.slack), alignment.seed);
    }

    private static AlignmentPolicy policy(AlignmentSection.Policy policy) {
        return switch (policy) {
            case Random -> AlignmentPolicy.RANDOM;
            case RoundRobin -> AlignmentPolicy.ROUND_ROBIN;
            case Greedy -> AlignmentPolicy.GREEDY;
            case FitnessAndLoad -> AlignmentPolicy.FITNESS_AND_LOAD;
            case BoundedLoad -> AlignmentPolicy.BOUNDED_LOAD;
            case CompletedFitness -> AlignmentPolicy.COMPLETED_FITNESS;
            case Coverage -> AlignmentPolicy.COVERAGE;
        };
    }

    private static AggregationSpec aggregation(AggregationSection aggregation) {
        var gate =
                switch (aggregation.gate) {
                    case Aggregated -> GateSharing.AGGREGATED;
                    case Local -> GateSharing.LOCAL;
                };
        return new AggregationSpec(gate, aggregation.maxSamplesPerClient, Float.parseFloat(aggregation.maxAbsValue));
    }

    private static PrivacySpec privacy(PrivacySection privacy) {
        return new PrivacySpec(
                switch (privacy.labelSketch) {
                    case None -> LabelSketch.NONE;
                    case Noised -> LabelSketch.NOISED;
                    case Exact -> LabelSketch.EXACT;
                });
    }
}
