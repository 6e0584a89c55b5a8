package dev.fedmoe.local.progress;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import dev.fedmoe.local.report.RoundRow;
import dev.fedmoe.local.report.RoundRow.Accuracy;
import dev.fedmoe.protocol.v1alpha1.Metric;
import dev.fedmoe.protocol.v1alpha1.Progress;
import dev.fedmoe.protocol.v1alpha1.RoundSummary;
import dev.fedmoe.protocol.v1alpha1.Traffic;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundHistoryTest {
    @Test
    void aCommittedRoundBecomesARowOnce() {
        var history = new RoundHistory(List.of());
        Progress progress = progress(1, 900, 1);

        assertThat(history.accept(progress)).isTrue();
        assertThat(history.accept(progress)).isFalse();

        assertThat(history.rows()).singleElement().satisfies(row -> {
            assertThat(row.round()).isEqualTo(1);
            assertThat(row.seconds()).isEqualTo(2.5);
            assertThat(row.accuracy()).isEqualTo(Accuracy.UNKNOWN);
            assertThat(row.traffic().wholeModelBytes()).isEqualTo(900);
        });
    }

    @Test
    void aMeasureThatComesLaterGoesToItsOwnRound() {
        var history = new RoundHistory(List.of());
        history.accept(progress(2, 1800, 1, 2));

        history.accept(progress(2, 1800).toBuilder()
                .setGlobal(Metric.newBuilder().setRound(1).setValue(0.75))
                .build());

        assertThat(history.rows()).extracting(row -> row.accuracy().global()).containsExactly(0.75, Double.NaN);
    }

    @Test
    void aRoundsScoresAreThoseOfTheModelBeforeIt() {
        var history = new RoundHistory(List.of());

        history.accept(progress(2, 1800, 1, 2));

        assertThat(history.rows()).extracting(row -> row.accuracy().personal()).containsExactly(0.5, Double.NaN);
        assertThat(history.rows()).extracting(row -> row.accuracy().estimated()).containsOnly(Double.NaN);
    }

    @Test
    void roundsThatCameTogetherShareTheTraffic() {
        var history = new RoundHistory(List.of());

        history.accept(progress(2, 1800, 1, 2));
        history.accept(progress(3, 2900, 3));

        assertThat(history.rows())
                .extracting(row -> row.traffic().wholeModelBytes())
                .containsExactly(900L, 900L, 1100L);
    }

    @Test
    void aResumedRunForgetsWhatWasNeverCommitted() {
        var first = new RoundHistory(List.of());
        first.accept(progress(3, 2700, 1, 2, 3));

        var resumed = new RoundHistory(first.rows());
        resumed.accept(progress(2, 1800));

        assertThat(resumed.rows()).extracting(RoundRow::round).containsExactly(1, 2);
    }

    private static Progress progress(int round, long wholeModelBytes, int... committed) {
        var progress = Progress.newBuilder()
                .setRound(round)
                .setTraffic(Traffic.newBuilder().setWholeModelBytes(wholeModelBytes));
        for (int number : committed) {
            progress.addCommitted(RoundSummary.newBuilder()
                    .setRound(number)
                    .setDuration(Duration.newBuilder().setSeconds(2).setNanos(500_000_000))
                    .setEstimatedGlobal(-1)
                    .setPersonal(0.5)
                    .addLoad(1.0));
        }
        return progress.build();
    }
}
