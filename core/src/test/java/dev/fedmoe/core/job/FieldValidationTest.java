package dev.fedmoe.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fedmoe.core.alignment.AlignmentObjective;
import dev.fedmoe.core.alignment.AlignmentPolicy;
import dev.fedmoe.core.capacity.OptimizerKind;
import dev.fedmoe.core.job.state.ClientRole;
import dev.fedmoe.core.job.state.Roster;
import dev.fedmoe.core.job.state.RosterEntry;
import dev.fedmoe.core.job.training.LocalTrainingSpec;
import dev.fedmoe.core.job.training.LocalWork.LocalPasses;
import dev.fedmoe.core.job.training.LocalWork.LocalSteps;
import dev.fedmoe.core.job.training.MetricKind;
import dev.fedmoe.core.job.training.MetricTarget;
import dev.fedmoe.core.job.training.OptimizerSpec;
import dev.fedmoe.core.job.training.RoundSpec;
import dev.fedmoe.core.job.training.TrainingSpec;
import dev.fedmoe.core.job.validation.SpecField;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FieldValidationTest {
    private static final RoundSpec ROUND = RoundSpec.DEFAULT;
    private static final LocalTrainingSpec LOCAL = LocalTrainingSpec.DEFAULT;

    static Stream<Arguments> impossible() {
        return Stream.concat(training(), elsewhere());
    }

    private static Stream<Arguments> training() {
        return Stream.of(
                refused("training.rounds must be at least 1, not 0", () -> TrainingSpec.ofRounds(0)),
                refused(
                        "training.target.value must be in (0, 1], not 1.5",
                        () -> new MetricTarget(MetricKind.PERSONAL, 1.5)),
                refused("training.localPasses must be at least 1, not 0", () -> new LocalPasses(0)),
                refused("training.localSteps must be at least 1, not -3", () -> new LocalSteps(-3)),
                refused("training.batchSize must be at least 1, not 0", () -> LOCAL.withBatchSize(0)),
                refused(
                        "training.logitAdjustment must be a number of at least 0, not NaN",
                        () -> LOCAL.withLogitAdjustment(Double.NaN)),
                refused(
                        "training.optimizer.learningRate must be a number above 0, not 0.0",
                        () -> new OptimizerSpec(OptimizerKind.SGD, 0, 0.9, 1)),
                refused(
                        "training.optimizer.momentum must be in [0, 1), not 1.0",
                        () -> new OptimizerSpec(OptimizerKind.SGD, 0.05, 1, 1)),
                refused(
                        "training.optimizer.clipNorm must be a number of at least 0, not Infinity",
                        () -> new OptimizerSpec(OptimizerKind.SGD, 0.05, 0, Double.POSITIVE_INFINITY)),
                refused("training.participation must be in (0, 1], not 0.0", () -> ROUND.withParticipation(0)),
                refused("training.overSelection must be in [0, 1.0], not 1.1", () -> ROUND.withOverSelection(1.1)),
                refused("training.quorum.perExpert must be at least 1, not 0", () -> ROUND.withQuorum(0, 1)),
                refused("training.quorum.minClients must be at least 1, not 0", () -> ROUND.withQuorum(1, 0)),
                refused(
                        "training.roundDeadline must be a number above 0, not 0.0",
                        () -> ROUND.withDeadline(Duration.ZERO)));
    }

    private static Stream<Arguments> elsewhere() {
        return Stream.of(
                refused(
                        "data.image must not be empty",
                        () -> new DataSpec(DataFileFormat.IMAGES, "", Optional.empty(), 0.1)),
                refused(
                        "data.label must not be empty",
                        () -> new DataSpec(DataFileFormat.CSV, "rows.csv", Optional.empty(), 0.1)),
                refused(
                        "data.holdout must be in [0, 0.5], not 0.6",
                        () -> new DataSpec(DataFileFormat.IDX, "images", Optional.of("labels"), 0.6)),
                refused(
                        "alignment.slack must be in [0, 1.0], not -0.1",
                        () -> new AlignmentSpec(AlignmentObjective.GLOBAL, AlignmentPolicy.RANDOM, -0.1, 0)),
                refused(
                        "aggregation.maxSamplesPerClient must be at least 1, not 0",
                        () -> AggregationSpec.DEFAULT.withMaxSamplesPerClient(0)),
                refused(
                        "aggregation.maxAbsValue must be a number above 0, not 0.0",
                        () -> new AggregationSpec(GateSharing.LOCAL, 1, 0)),
                refused("checkpoint.every must be at least 1, not 0", () -> new CheckpointSpec(0, 2)),
                refused("checkpoint.keep must be at least 2, not 1", () -> new CheckpointSpec(1, 1)),
                refused(
                        "client 'a' is on the roster with 0 slots. A trainer needs at least 1, an evaluator has 0",
                        () -> RosterEntry.trainer("a", 0)),
                refused(
                        "client 'a' is on the roster twice",
                        () -> Roster.of(List.of(RosterEntry.trainer("a", 1), RosterEntry.evaluator("a")))),
                refused(
                        "alignment.objective must be one of Global, Personalized, Balanced, not 'global'",
                        () -> new SpecField("alignment.objective").oneOf(AlignmentObjective.values(), "global")));
    }

    private static Arguments refused(String message, ThrowingCallable made) {
        return Arguments.of(message, made);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("impossible")
    void whatIsRefusedIsNamedWithItsValueAndWhatIsAllowed(String message, ThrowingCallable made) {
        assertThatThrownBy(made).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @Test
    void aPassEndsWithWhatIsLeftOfTheBatch() {
        assertThat(new LocalPasses(3).steps(65, 32)).isEqualTo(9);
        assertThat(new LocalSteps(5).steps(65, 32)).isEqualTo(5);
    }

    @Test
    void trainersAreThoseWhoHoldExperts() {
        var evaluator = RosterEntry.evaluator("judge").on("node-1");
        var roster = Roster.of(List.of(RosterEntry.trainer("b", 2), RosterEntry.trainer("a", 1), evaluator));

        assertThat(roster.trainers().keySet()).containsExactly("a", "b");
        assertThat(roster.hasEvaluator()).isTrue();
        assertThat(roster.find("judge")).contains(evaluator);
        assertThat(evaluator.in("").podUid()).isEmpty();
        assertThat(evaluator.role()).isEqualTo(ClientRole.EVALUATOR);
    }
}
