package dev.fedmoe.operator.pool.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.crds.client.MeasuredProfile;
import dev.fedmoe.crds.pool.ProfilingSection;
import dev.fedmoe.operator.pool.PoolFixture;
import dev.fedmoe.protocol.v1alpha1.ClientProfile;
import dev.fedmoe.protocol.v1alpha1.ClientProgress;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProfileMeasurementTest {
    private final ProfilingSection profiling = new ProfilingSection();
    private final MeasuredProfile first = Objects.requireNonNull(next(null, 0, report(800)));

    @Test
    void theFirstMeasurementIsTaken() {
        assertThat(first.samplesPerSecond).isEqualTo(800);
        assertThat(first.upMegabits).isEqualTo(16);
        assertThat(first.downMegabits).isEqualTo(48);
        assertThat(first.reliability).isEqualTo("0.97");
        assertThat(first.time).isEqualTo("2026-01-01T12:00:00Z");
    }

    @Test
    void aSmallChangeIsNoise() {
        assertThat(next(first, 60, report(870))).isSameAs(first);
    }

    @Test
    void aChangeOfMoreThanATenthCountsAfterHalfAMinute() {
        assertThat(next(first, 29, report(900))).isSameAs(first);
        assertThat(speed(next(first, 30, report(900)))).isEqualTo(900);
    }

    @Test
    void aLinkThatWasUnknownCountsAtOnce() {
        first.upMegabits = null;
        first.downMegabits = null;

        assertThat(ProfileMeasurement.link(next(first, 1, report(800)))).isEqualTo(16);
    }

    @Test
    void afterTenMinutesItIsTakenAnew() {
        assertThat(next(first, 599, report(801))).isSameAs(first);
        assertThat(speed(next(first, 600, report(801)))).isEqualTo(801);
    }

    @Test
    void nobodyMeasuringKeepsTheOldOneForItsTime() {
        profiling.interval = "1h30m";

        assertThat(next(first, 5400)).isSameAs(first);
        assertThat(next(first, 5401)).isNull();
    }

    @Test
    void aMeasurementThatGoesOnDoesNotGrowTooOld() {
        profiling.interval = "90s";

        assertThat(speed(next(first, 45, report(801)))).isEqualTo(801);
    }

    @Test
    void ofTwoJobsTheSlowerTrainingCounts() {
        assertThat(speed(next(null, 0, report(800), report(200)))).isEqualTo(200);
    }

    @Test
    void withoutProfilingNothingCounts() {
        profiling.enabled = false;

        assertThat(next(first, 0, report(800))).isNull();
    }

    @Test
    void whatIsNotMeasuredYetIsNot() {
        assertThat(next(null, 0, report(0))).isNull();
    }

    private @Nullable MeasuredProfile next(
            @Nullable MeasuredProfile before, long afterSeconds, ClientProgress... reports) {
        Instant now = PoolFixture.NOW.plusSeconds(afterSeconds);
        return new ProfileMeasurement(profiling, now).next(before, List.of(reports));
    }

    private static @Nullable Integer speed(@Nullable MeasuredProfile measured) {
        return Objects.requireNonNull(measured).samplesPerSecond;
    }

    private static ClientProgress report(double samplesPerSecond) {
        return ClientProgress.newBuilder()
                .setReliability(0.97)
                .setProfile(ClientProfile.newBuilder()
                        .setSamplesPerSecond(samplesPerSecond)
                        .setUploadBytesPerSecond(2_000_000)
                        .setDownloadBytesPerSecond(6_000_000))
                .build();
    }
}
