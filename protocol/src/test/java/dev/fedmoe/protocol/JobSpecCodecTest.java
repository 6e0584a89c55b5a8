package dev.fedmoe.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fedmoe.core.alignment.AlignmentObjective;
import dev.fedmoe.core.alignment.AlignmentPolicy;
import dev.fedmoe.core.capacity.OptimizerKind;
import dev.fedmoe.core.fitness.LabelSketch;
import dev.fedmoe.core.job.AggregationSpec;
import dev.fedmoe.core.job.AlignmentSpec;
import dev.fedmoe.core.job.CheckpointSpec;
import dev.fedmoe.core.job.DataFileFormat;
import dev.fedmoe.core.job.DataSpec;
import dev.fedmoe.core.job.GateSharing;
import dev.fedmoe.core.job.JobSpec;
import dev.fedmoe.core.job.PrivacySpec;
import dev.fedmoe.core.job.state.ClientState;
import dev.fedmoe.core.job.state.DesiredState;
import dev.fedmoe.core.job.state.JobPhase;
import dev.fedmoe.core.job.state.Roster;
import dev.fedmoe.core.job.state.RosterEntry;
import dev.fedmoe.core.job.training.LocalTrainingSpec;
import dev.fedmoe.core.job.training.LocalWork;
import dev.fedmoe.core.job.training.LocalWork.LocalPasses;
import dev.fedmoe.core.job.training.LocalWork.LocalSteps;
import dev.fedmoe.core.job.training.MetricKind;
import dev.fedmoe.core.job.training.MetricTarget;
import dev.fedmoe.core.job.training.OptimizerSpec;
import dev.fedmoe.core.job.training.QuorumSpec;
import dev.fedmoe.core.job.training.RoundSpec;
import dev.fedmoe.core.job.training.TrainingSpec;
import dev.fedmoe.core.model.ConvMoe;
import dev.fedmoe.core.model.MlpMoe;
import dev.fedmoe.core.model.ModelSpec;
import dev.fedmoe.core.model.MoeArchitecture;
import dev.fedmoe.protocol.v1alpha1.TrainingSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class JobSpecCodecTest {
    @Property(tries = 500, seed = "21")
    void everyJobSurvivesTheWire(@ForAll long seed) {
        var job = new AnyJob(new SplittableRandom(seed)).job();

        assertThat(JobSpecCodec.decode(JobSpecCodec.encode(job))).isEqualTo(job);
    }

    @Property(tries = 500, seed = "22")
    void everyOrderToACoordinatorSurvivesTheWire(@ForAll long seed) {
        var desired = new AnyJob(new SplittableRandom(seed)).desired();

        assertThat(DesiredStateCodec.decode(DesiredStateCodec.encode(desired))).isEqualTo(desired);
    }

    @Property(tries = 100, seed = "23")
    void whatAWorkerIsToldSurvivesTheWire(@ForAll long seed) {
        var job = new AnyJob(new SplittableRandom(seed)).job();
        var local = job.training().local();

        assertThat(JobSpecCodec.decode(JobSpecCodec.encode(job.terms()))).isEqualTo(job.terms());
        assertThat(TrainingSpecCodec.decode(TrainingSpecCodec.encode(local))).isEqualTo(local);
    }

    @Property(tries = 100, seed = "24")
    void whatIsKeptAsTextIsReadBack(@ForAll long seed) {
        var any = new AnyJob(new SplittableRandom(seed));
        var job = any.job();
        var desired = any.desired();

        assertThat(JobSpecCodec.fromJson(JobSpecCodec.toJson(job))).isEqualTo(job);
        assertThat(DesiredStateCodec.fromJson(DesiredStateCodec.toJson(desired)))
                .isEqualTo(desired);
    }

    @Example
    void textOfAVersionThatSpelledItsEnumsOtherwiseIsNamed() {
        var old =
                "{\"generation\": \"3\", \"training\": {\"rounds\": 40, \"localPasses\": 1, \"optimizer\": {\"name\": \"SGD\"}}}";

        assertThatThrownBy(() -> DesiredStateCodec.fromJson(old))
                .hasMessage("training names neither passes nor steps. Maybe it was written by another version");
        assertThatThrownBy(() -> JobSpecCodec.fromJson("{\"name\": ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Example
    void everyWordForHowAJobStandsSurvivesTheWire() {
        for (JobPhase phase : JobPhase.values()) {
            assertThat(ProgressCodec.decode(ProgressCodec.encode(phase))).isEqualTo(phase);
        }
        for (ClientState state : ClientState.values()) {
            assertThat(ProgressCodec.decode(ProgressCodec.encode(state))).isEqualTo(state);
        }
        assertThat(dev.fedmoe.protocol.v1alpha1.JobPhase.values()).hasSize(JobPhase.values().length + 2);
        assertThat(dev.fedmoe.protocol.v1alpha1.ClientState.values()).hasSize(ClientState.values().length + 2);
    }

    @Example
    void settingsThatSayTooLittleOrNonsenseAreRefusedByField() {
        refuses(
                settings -> settings.getRoundBuilder().setParticipation(7),
                "training.participation must be in (0, 1], not 7.0");
        refuses(
                settings -> settings.getLocalBuilder().clearBatchSize(),
                "training.batchSize must be at least 1, not 0");
        refuses(settings -> settings.clearLocal(), "training names neither passes nor steps. Maybe");
        refuses(
                settings -> settings.getLocalBuilder().getOptimizerBuilder().setKindValue(99),
                "training.optimizer.kind is UNRECOGNIZED, which says nothing here. Maybe");
        refuses(
                settings -> settings.getTargetBuilder().setValue(0.5),
                "metric is METRIC_KIND_UNSPECIFIED, which says nothing here. Maybe");
    }

    @Example
    void aFormatThisVersionCannotReadIsRefused() {
        var settings = JobSpecCodec.encode(new AnyJob(new SplittableRandom(1)).job()).toBuilder();
        settings.getDataBuilder().setFormatValue(9);

        assertThatThrownBy(() -> JobSpecCodec.decode(settings.build()))
                .hasMessage(
                        "data.format is UNRECOGNIZED, which says nothing here. Maybe the sender is of another version");
    }

    private static void refuses(Consumer<TrainingSettings.Builder> change, String message) {
        var settings = TrainingSpecCodec.encode(TrainingSpec.ofRounds(3)).toBuilder();
        change.accept(settings);

        assertThatThrownBy(() -> TrainingSpecCodec.decode(settings.build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    /** Jobs with every field away from its default now and then. */
    private record AnyJob(RandomGenerator random) {
        JobSpec job() {
            int experts = 1 + random.nextInt(1024);
            return new JobSpec(
                    "job-" + random.nextInt(9),
                    "uid-" + random.nextLong(),
                    new ModelSpec(
                            any(new MoeArchitecture[] {new MlpMoe(), new ConvMoe()}),
                            List.of(1 + random.nextInt(3), 4 + random.nextInt(60), 4 + random.nextInt(60)),
                            2 + random.nextInt(100),
                            experts,
                            1 + random.nextInt(experts),
                            1 + random.nextInt(512),
                            1 + random.nextInt(512)),
                    data(),
                    training(),
                    new AlignmentSpec(
                            any(AlignmentObjective.values()),
                            any(AlignmentPolicy.values()),
                            random.nextDouble(),
                            random.nextLong()),
                    new AggregationSpec(
                            any(GateSharing.values()), 1 + random.nextInt(99_999), 1 + random.nextFloat() * 1000),
                    new CheckpointSpec(1 + random.nextInt(9), 2 + random.nextInt(9)),
                    new PrivacySpec(any(LabelSketch.values())),
                    random.nextBoolean());
        }

        DesiredState desired() {
            var roster = Roster.of(List.of(
                    RosterEntry.trainer("a", 1 + random.nextInt(8)).on("node-1"),
                    RosterEntry.trainer("b", 1).in("pod-" + random.nextInt(9)),
                    RosterEntry.evaluator("judge").on("node-2").in("pod-1")));
            return new DesiredState(
                    random.nextLong(1L << 50),
                    random.nextBoolean() ? roster : Roster.EMPTY,
                    random.nextBoolean(),
                    perhaps(training()),
                    random.nextInt(1 << 20));
        }

        private DataSpec data() {
            var format = any(DataFileFormat.values());
            return new DataSpec(
                    format,
                    "images",
                    format == DataFileFormat.IMAGES ? Optional.empty() : Optional.of("labels"),
                    random.nextDouble() / 2);
        }

        private TrainingSpec training() {
            LocalWork work = random.nextBoolean()
                    ? new LocalPasses(1 + random.nextInt(9))
                    : new LocalSteps(1 + random.nextInt(999));
            var optimizer = new OptimizerSpec(
                    any(OptimizerKind.values()), 0.001 + random.nextDouble(), random.nextDouble(), random.nextDouble());
            return new TrainingSpec(
                    1 + random.nextInt(999),
                    perhaps(new MetricTarget(any(MetricKind.values()), 1 - random.nextDouble())),
                    new LocalTrainingSpec(
                            work, 1 + random.nextInt(512), optimizer, random.nextDouble(), random.nextDouble()),
                    new RoundSpec(
                            1 - random.nextDouble(),
                            random.nextDouble(),
                            new QuorumSpec(1 + random.nextInt(9), 1 + random.nextInt(99)),
                            perhaps(Duration.ofMillis(1 + random.nextLong(1 << 30)))));
        }

        private <T> Optional<T> perhaps(T value) {
            return random.nextBoolean() ? Optional.of(value) : Optional.empty();
        }

        private <E> E any(E[] values) {
            return values[random.nextInt(values.length)];
        }
    }
}
