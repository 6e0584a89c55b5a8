package dev.fedmoe.protocol;

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
import dev.fedmoe.core.job.JobTerms;
import dev.fedmoe.core.job.PrivacySpec;
import dev.fedmoe.core.model.ArchitectureRegistry;
import dev.fedmoe.core.model.ModelSpec;
import dev.fedmoe.protocol.v1alpha1.AggregationSettings;
import dev.fedmoe.protocol.v1alpha1.AlignmentSettings;
import dev.fedmoe.protocol.v1alpha1.CheckpointSettings;
import dev.fedmoe.protocol.v1alpha1.DataSettings;
import dev.fedmoe.protocol.v1alpha1.JobSettings;
import dev.fedmoe.protocol.v1alpha1.ModelSettings;
import dev.fedmoe.protocol.v1alpha1.PrivacySettings;
import java.util.Optional;

/** A job as core knows it, and as it travels. */
public final class JobSpecCodec {
    private static final WireEnum<DataFileFormat, dev.fedmoe.protocol.v1alpha1.DataFileFormat> FORMAT =
            new WireEnum<>(DataFileFormat.class, dev.fedmoe.protocol.v1alpha1.DataFileFormat.class, "data.format");
    private static final WireEnum<AlignmentObjective, dev.fedmoe.protocol.v1alpha1.AlignmentObjective> OBJECTIVE =
            new WireEnum<>(
                    AlignmentObjective.class,
                    dev.fedmoe.protocol.v1alpha1.AlignmentObjective.class,
                    "alignment.objective");
    private static final WireEnum<AlignmentPolicy, dev.fedmoe.protocol.v1alpha1.AlignmentPolicy> POLICY =
            new WireEnum<>(
                    AlignmentPolicy.class, dev.fedmoe.protocol.v1alpha1.AlignmentPolicy.class, "alignment.policy");
    private static final WireEnum<GateSharing, dev.fedmoe.protocol.v1alpha1.GateSharing> GATE =
            new WireEnum<>(GateSharing.class, dev.fedmoe.protocol.v1alpha1.GateSharing.class, "aggregation.gate");
    private static final WireEnum<LabelSketch, dev.fedmoe.protocol.v1alpha1.LabelSketch> SKETCH =
            new WireEnum<>(LabelSketch.class, dev.fedmoe.protocol.v1alpha1.LabelSketch.class, "privacy.labelSketch");

    private JobSpecCodec() {}

    public static JobSettings encode(JobSpec job) {
        return JobSettings.newBuilder()
                .setName(job.name())
                .setUid(job.uid())
                .setModel(encode(job.model()))
                .setData(encode(job.data()))
                .setTraining(TrainingSpecCodec.encode(job.training()))
                .setAlignment(encode(job.alignment()))
                .setAggregation(encode(job.aggregation()))
                .setCheckpoint(CheckpointSettings.newBuilder()
                        .setEvery(job.checkpoint().every())
                        .setKeep(job.checkpoint().keep()))
                .setPrivacy(PrivacySettings.newBuilder()
                        .setLabelSketch(SKETCH.encode(job.privacy().labelSketch())))
                .setEvaluated(job.evaluated())
                .build();
    }

    /** What a worker is told when it joins. */
    public static dev.fedmoe.protocol.v1alpha1.JobTerms encode(JobTerms terms) {
        return dev.fedmoe.protocol.v1alpha1.JobTerms.newBuilder()
                .setName(terms.name())
                .setUid(terms.uid())
                .setModel(encode(terms.model()))
                .setData(encode(terms.data()))
                .setSeed(terms.seed())
                .setGate(GATE.encode(terms.gate()))
                .setLabelSketch(SKETCH.encode(terms.labelSketch()))
                .build();
    }

    /** Throws IllegalArgumentException naming the field that is missing or has an impossible value. */
    public static JobTerms decode(dev.fedmoe.protocol.v1alpha1.JobTerms message) {
        return new JobTerms(
                message.getName(),
                message.getUid(),
                decode(message.getModel()),
                decode(message.getData()),
                message.getSeed(),
                GATE.decode(message.getGate()),
                SKETCH.decode(message.getLabelSketch()));
    }

    /** As the coordinator's settings file has it. */
    public static String toJson(JobSpec job) {
        return JsonText.print(encode(job));
    }

    /** Reads {@link #toJson}. Throws IllegalArgumentException saying what is damaged, missing or impossible. */
    public static JobSpec fromJson(String json) {
        return decode(JsonText.parse(json, JobSettings.newBuilder()).build());
    }

    private static ModelSettings encode(ModelSpec model) {
        return ModelSettings.newBuilder()
                .setArchitecture(model.architecture().id())
                .setExperts(model.experts())
                .setTopK(model.topK())
                .setHidden(model.hidden())
                .setExpertHidden(model.expertHidden())
                .addAllInputShape(model.inputShape())
                .setClasses(model.classes())
                .build();
    }

    private static DataSettings encode(DataSpec data) {
        return DataSettings.newBuilder()
                .setFormat(FORMAT.encode(data.format()))
                .setImage(data.image())
                .setLabel(data.label().orElse(""))
                .setHoldout(data.holdout())
                .build();
    }

    private static AlignmentSettings encode(AlignmentSpec alignment) {
        return AlignmentSettings.newBuilder()
                .setObjective(OBJECTIVE.encode(alignment.objective()))
                .setPolicy(POLICY.encode(alignment.policy()))
                .setSlack(alignment.slack())
                .setSeed(alignment.seed())
                .build();
    }

    private static AggregationSettings encode(AggregationSpec aggregation) {
        return AggregationSettings.newBuilder()
                .setGate(GATE.encode(aggregation.gate()))
                .setMaxSamplesPerClient(aggregation.maxSamplesPerClient())
                .setMaxAbsValue(aggregation.maxAbsValue())
                .build();
    }

    /** Throws IllegalArgumentException naming the field that is missing or has an impossible value. */
    public static JobSpec decode(JobSettings message) {
        return new JobSpec(
                message.getName(),
                message.getUid(),
                decode(message.getModel()),
                decode(message.getData()),
                TrainingSpecCodec.decode(message.getTraining()),
                decode(message.getAlignment()),
                decode(message.getAggregation()),
                new CheckpointSpec(
                        message.getCheckpoint().getEvery(),
                        message.getCheckpoint().getKeep()),
                new PrivacySpec(SKETCH.decode(message.getPrivacy().getLabelSketch())),
                message.getEvaluated());
    }

    private static ModelSpec decode(ModelSettings model) {
        var architecture = ArchitectureRegistry.find(model.getArchitecture())
                .orElseThrow(() -> new IllegalArgumentException("model.architecture '" + model.getArchitecture()
                        + "' is unknown here. Maybe coordinator and worker are of different versions"));
        return new ModelSpec(
                architecture,
                model.getInputShapeList(),
                model.getClasses(),
                model.getExperts(),
                model.getTopK(),
                model.getHidden(),
                model.getExpertHidden());
    }

    private static DataSpec decode(DataSettings data) {
        return new DataSpec(
                FORMAT.decode(data.getFormat()),
                data.getImage(),
                Optional.of(data.getLabel()).filter(label -> !label.isEmpty()),
                data.getHoldout());
    }

    private static AlignmentSpec decode(AlignmentSettings alignment) {
        return new AlignmentSpec(
                OBJECTIVE.decode(alignment.getObjective()),
                POLICY.decode(alignment.getPolicy()),
                alignment.getSlack(),
                alignment.getSeed());
    }

    private static AggregationSpec decode(AggregationSettings aggregation) {
        return new AggregationSpec(
                GATE.decode(aggregation.getGate()), aggregation.getMaxSamplesPerClient(), aggregation.getMaxAbsValue());
    }
}
