package dev.fedmoe.controlplane.job;

import dev.fedmoe.core.alignment.AlignmentObjective;
import dev.fedmoe.core.alignment.PolicyRegistry;
import dev.fedmoe.crds.job.AlignmentSection;
import dev.fedmoe.crds.job.DataFormat;
import dev.fedmoe.crds.job.DataSection;
import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.crds.job.FederatedMoEJobSpec;
import dev.fedmoe.crds.job.ModelArchitecture;
import dev.fedmoe.crds.job.PrivacySection.LabelSketch;
import dev.fedmoe.protocol.v1alpha1.AggregationSettings;
import dev.fedmoe.protocol.v1alpha1.AlignmentSettings;
import dev.fedmoe.protocol.v1alpha1.CheckpointSettings;
import dev.fedmoe.protocol.v1alpha1.DataSettings;
import dev.fedmoe.protocol.v1alpha1.JobSettings;
import dev.fedmoe.protocol.v1alpha1.ModelSettings;
import dev.fedmoe.protocol.v1alpha1.PrivacySettings;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The wire's view of a job. What the API leaves open because it depends on another field is decided here. */
final class Settings {
    private static final List<Integer> IDX_SHAPE = List.of(1, 28, 28);
    private static final int IDX_CLASSES = 10;

    private Settings() {}

    static JobSettings of(FederatedMoEJob job) {
        var spec = job.getSpec();
        var settings = JobSettings.newBuilder()
                .setName(job.getMetadata().getName())
                .setUid(Objects.requireNonNullElse(job.getMetadata().getUid(), ""))
                .setModel(model(spec))
                .setData(data(spec.data))
                .setTraining(Training.of(spec.training))
                .setAlignment(AlignmentSettings.newBuilder()
                        .setObjective(spec.alignment.objective.name())
                        .setPolicy(policy(spec.alignment))
                        .setSlack(Double.parseDouble(spec.alignment.slack))
                        .setSeed(spec.alignment.seed))
                .setAggregation(AggregationSettings.newBuilder()
                        .setExperts(spec.aggregation.experts.name())
                        .setGate(spec.aggregation.gate.name())
                        .setMaxSamplesPerClient(spec.aggregation.maxSamplesPerClient)
                        .setMaxAbsValue(Float.parseFloat(spec.aggregation.maxAbsValue)))
                .setCheckpoint(CheckpointSettings.newBuilder()
                        .setEvery(spec.checkpoint.every)
                        .setKeep(spec.checkpoint.keep))
                .setEvaluated(spec.evaluation != null);
        if (spec.privacy.labelSketch != LabelSketch.None) {
            settings.setPrivacy(PrivacySettings.newBuilder().setLabelSketch(spec.privacy.labelSketch.name()));
        }
        return settings.build();
    }

    /** The one that is named, else the one that suits the objective. */
    private static String policy(AlignmentSection alignment) {
        return alignment.policy != null
                ? alignment.policy.name()
                : PolicyRegistry.defaultOf(AlignmentObjective.named(alignment.objective.name()));
    }

    static List<Integer> shape(DataSection data) {
        return data.shape.isEmpty() ? IDX_SHAPE : data.shape;
    }

    private static ModelSettings model(FederatedMoEJobSpec spec) {
        var model = spec.model;
        return ModelSettings.newBuilder()
                .setArchitecture(model.architecture == ModelArchitecture.ConvMoe ? "conv-moe" : "mlp-moe")
                .setExperts(model.experts)
                .setTopK(model.topK)
                .setHidden(model.hidden)
                .setExpertHidden(model.expertHidden)
                .addAllInputShape(shape(spec.data))
                .setClasses(Objects.requireNonNullElse(spec.data.classes, IDX_CLASSES))
                .build();
    }

    private static DataSettings data(DataSection data) {
        return DataSettings.newBuilder()
                .setFormat(data.format.name().toLowerCase(Locale.ROOT))
                .setImage(data.image)
                .setLabel(data.format == DataFormat.Images ? "" : Objects.requireNonNullElse(data.label, ""))
                .setHoldout(data.holdout)
                .build();
    }
}
