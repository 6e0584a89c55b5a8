package dev.fedmoe.benchmarks.policies.trial;

import com.google.protobuf.Duration;
import dev.fedmoe.benchmarks.policies.experiment.Experiment;
import dev.fedmoe.benchmarks.policies.experiment.Variant;
import dev.fedmoe.benchmarks.policies.scenario.Scenario;
import dev.fedmoe.protocol.v1alpha1.AggregationSettings;
import dev.fedmoe.protocol.v1alpha1.AlignmentSettings;
import dev.fedmoe.protocol.v1alpha1.CheckpointSettings;
import dev.fedmoe.protocol.v1alpha1.DataSettings;
import dev.fedmoe.protocol.v1alpha1.DesiredJob;
import dev.fedmoe.protocol.v1alpha1.JobSettings;
import dev.fedmoe.protocol.v1alpha1.ModelSettings;
import dev.fedmoe.protocol.v1alpha1.Optimizer;
import dev.fedmoe.protocol.v1alpha1.PrivacySettings;
import dev.fedmoe.protocol.v1alpha1.Quorum;
import dev.fedmoe.protocol.v1alpha1.Role;
import dev.fedmoe.protocol.v1alpha1.RosterEntry;
import dev.fedmoe.protocol.v1alpha1.TrainingSettings;

/** An experiment, a variant and a seed in the words of the wire. */
record TrialJob(Experiment experiment, Variant variant, int seed, Scenario scenario) {
    /** Far beyond any round: how busy the machine is must not decide who counts. */
    private static final long DEADLINE_SECONDS = 24 * 3600;

    private static final double HOLDOUT = 0.1;
    private static final double BALANCE_LOSS = 0.01;
    private static final long MAX_SAMPLES = 100_000;

    JobSettings settings() {
        return JobSettings.newBuilder()
                .setName("trial")
                .setUid(experiment.name() + "/" + variant.name() + "/" + seed)
                .setModel(model())
                .setData(DataSettings.newBuilder()
                        .setFormat("idx")
                        .setImage(Scenario.SAMPLES)
                        .setLabel(Scenario.LABELS)
                        .setHoldout(HOLDOUT))
                .setTraining(training())
                .setAlignment(AlignmentSettings.newBuilder()
                        .setObjective(experiment.objective().toString())
                        .setPolicy(variant.policy())
                        .setSlack(variant.slack())
                        .setSeed(seed))
                .setAggregation(AggregationSettings.newBuilder()
                        .setExperts("WeightedMean")
                        .setGate("Aggregated")
                        .setMaxSamplesPerClient(MAX_SAMPLES))
                .setPrivacy(PrivacySettings.newBuilder()
                        .setLabelSketch(variant.sketch().toString()))
                .setCheckpoint(CheckpointSettings.newBuilder().setEvery(1).setKeep(2))
                .build();
    }

    DesiredJob desired() {
        var desired = DesiredJob.newBuilder().setGeneration(1);
        scenario.clients()
                .forEach(client -> desired.addRoster(RosterEntry.newBuilder()
                        .setClient(client.name())
                        .setSlots(client.slots())
                        .setNode(client.name())
                        .setRole(Role.ROLE_TRAINER)));
        return desired.build();
    }

    private ModelSettings model() {
        return ModelSettings.newBuilder()
                .setArchitecture("mlp-moe")
                .setExperts(experiment.model().experts())
                .setTopK(experiment.model().topK())
                .setHidden(experiment.model().hidden())
                .setExpertHidden(experiment.model().expertHidden())
                .addAllInputShape(scenario.shape().input())
                .setClasses(scenario.shape().classes())
                .build();
    }

    private TrainingSettings training() {
        var training = experiment.training();
        return TrainingSettings.newBuilder()
                .setRounds(experiment.rounds())
                .setLocalSteps(training.localSteps())
                .setBatchSize(training.batchSize())
                .setOptimizer(Optimizer.newBuilder()
                        .setName("SGD")
                        .setLearningRate(training.learningRate())
                        .setMomentum(training.momentum())
                        .setClipNorm(1))
                .setParticipation(experiment.participation())
                .setQuorum(Quorum.newBuilder().setPerExpert(1).setMinClients(1))
                .setRoundDeadline(Duration.newBuilder().setSeconds(DEADLINE_SECONDS))
                .setBalanceLoss(BALANCE_LOSS)
                .setLogitAdjustment(variant.logitAdjustment())
                .build();
    }
}
