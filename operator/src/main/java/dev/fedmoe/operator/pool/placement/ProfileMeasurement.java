package dev.fedmoe.operator.pool.placement;

import dev.fedmoe.crds.client.MeasuredProfile;
import dev.fedmoe.crds.pool.ProfilingSection;
import dev.fedmoe.protocol.v1alpha1.ClientProfile;
import dev.fedmoe.protocol.v1alpha1.ClientProgress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From what workers measure to what is kept of it. Small changes and frequent ones are noise, and every one would be a write. */
public final class ProfileMeasurement {
    private static final Duration SHORTEST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final double NOTABLE = 0.1;
    private static final double BYTES_PER_MEGABIT = 125_000;

    private final boolean enabled;
    private final Duration interval;
    private final Instant now;

    ProfileMeasurement(ProfilingSection profiling, Instant now) {
        this.enabled = profiling.enabled;
        this.interval = duration(profiling.interval);
        this.now = now;
    }

    /** What is known of a client from now on; null when nothing is, or nothing that still counts. */
    @Nullable MeasuredProfile next(@Nullable MeasuredProfile before, List<ClientProgress> reports) {
        if (!enabled) {
            return null;
        }
        var fresh = fresh(reports);
        if (before == null) {
            return fresh;
        }
        var age = Duration.between(time(before), now);
        if (fresh == null) {
            return age.compareTo(interval) <= 0 ? before : null;
        }
        if (link(before) == null && link(fresh) != null) {
            return fresh;
        }
        boolean due = age.compareTo(longest()) >= 0;
        boolean notable = age.compareTo(SHORTEST) >= 0 && differs(before, fresh);
        return due || notable ? fresh : before;
    }

    /** A measurement that goes on must not grow too old to count. */
    private Duration longest() {
        var half = interval.dividedBy(2);
        return half.compareTo(LONGEST) < 0 ? half : LONGEST;
    }

    /** Of several jobs: the slowest training, since the heaviest model counts; the best link, since they share it. */
    private @Nullable MeasuredProfile fresh(List<ClientProgress> reports) {
        double samples = min(reports, ClientProfile::getSamplesPerSecond);
        if (samples == 0) {
            return null;
        }
        var measured = new MeasuredProfile();
        measured.samplesPerSecond = whole(samples);
        measured.upMegabits = whole(max(reports, ClientProfile::getUploadBytesPerSecond) / BYTES_PER_MEGABIT);
        measured.downMegabits = whole(max(reports, ClientProfile::getDownloadBytesPerSecond) / BYTES_PER_MEGABIT);
        double answered = reports.stream()
                .mapToDouble(ClientProgress::getReliability)
                .min()
                .orElse(1);
        measured.reliability = String.format(Locale.ROOT, "%.2f", answered);
        measured.time = now.truncatedTo(ChronoUnit.SECONDS).toString();
        return measured;
    }

    /** Megabits per second of the slower direction; null while neither is known. */
    public static @Nullable Integer link(@Nullable MeasuredProfile measured) {
        return measured == null
                ? null
                : Stream.of(measured.upMegabits, measured.downMegabits)
                        .filter(Objects::nonNull)
                        .min(Integer::compare)
                        .orElse(null);
    }

    private static boolean differs(MeasuredProfile a, MeasuredProfile b) {
        return differs(a, b, m -> m.samplesPerSecond)
                || differs(a, b, m -> m.upMegabits)
                || differs(a, b, m -> m.downMegabits)
                || Math.abs(share(a.reliability) - share(b.reliability)) > NOTABLE;
    }

    private static boolean differs(
            MeasuredProfile a, MeasuredProfile b, Function<MeasuredProfile, @Nullable Integer> field) {
        int before = Objects.requireNonNullElse(field.apply(a), 0);
        int after = Objects.requireNonNullElse(field.apply(b), 0);
        return Math.abs(after - before) > NOTABLE * before;
    }

    private static double min(List<ClientProgress> reports, ToDoubleFunction<ClientProfile> field) {
        return reports.stream()
                .mapToDouble(r -> field.applyAsDouble(r.getProfile()))
                .filter(v -> v > 0)
                .min()
                .orElse(0);
    }

    private static double max(List<ClientProgress> reports, ToDoubleFunction<ClientProfile> field) {
        return reports.stream()
                .mapToDouble(r -> field.applyAsDouble(r.getProfile()))
                .max()
                .orElse(0);
    }

    /** Slow is not unknown: what has been measured is at least 1. */
    private static @Nullable Integer whole(double value) {
        return value > 0 ? (int) Math.min(Integer.MAX_VALUE, Math.max(1, Math.round(value))) : null;
    }

    private static double share(@Nullable String decimal) {
        return decimal == null ? 1 : Double.parseDouble(decimal);
    }

    private static Instant time(MeasuredProfile measured) {
        return measured.time == null ? Instant.EPOCH : Instant.parse(measured.time);
    }

    /** {@code 24h}, {@code 1h30m}, {@code 90s}, as the CRD admits them. */
    static Duration duration(String text) {
        return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
    }
}
