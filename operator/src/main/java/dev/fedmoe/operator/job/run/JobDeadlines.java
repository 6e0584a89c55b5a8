package dev.fedmoe.operator.job.run;

import dev.fedmoe.controlplane.status.ExternalTrouble;
import dev.fedmoe.controlplane.status.JobReasons;
import dev.fedmoe.operator.job.observe.JobSnapshot;
import dev.fedmoe.operator.naming.OwnedNames;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The limits on a job's time. A paused job has none. */
public final class JobDeadlines {
    private JobDeadlines() {}

    /** A limit: when it is reached, and what is said then. */
    private record Limit(Instant at, String message) {}

    public static Optional<ExternalTrouble> passed(JobSnapshot seen) {
        return limits(seen)
                .filter(l -> !seen.now().isBefore(l.at))
                .findFirst()
                .map(l -> new ExternalTrouble(JobReasons.FAILED, JobReasons.DEADLINE_EXCEEDED, l.message));
    }

    /** The next moment at which one is reached. */
    public static Optional<Instant> next(JobSnapshot seen) {
        return Stream.concat(limits(seen).map(Limit::at), expiry(seen).stream())
                .filter(seen.now()::isBefore)
                .min(Instant::compareTo);
    }

    /** An ended job whose time to live is over. */
    public static boolean expired(JobSnapshot seen) {
        return expiry(seen).filter(at -> !seen.now().isBefore(at)).isPresent();
    }

    private static Optional<Instant> expiry(JobSnapshot seen) {
        var seconds = seen.job().getSpec().ttlSecondsAfterFinished;
        return seconds == null || !seen.ended()
                ? Optional.empty()
                : completed(seen).map(t -> t.plusSeconds(seconds));
    }

    private static Optional<Instant> completed(JobSnapshot seen) {
        return time(seen.job().getStatus().completionTime);
    }

    private static Stream<Limit> limits(JobSnapshot seen) {
        return seen.job().getSpec().suspend || seen.ended()
                ? Stream.empty()
                : Stream.concat(active(seen).stream(), preRunning(seen).stream());
    }

    private static Optional<Limit> active(JobSnapshot seen) {
        var spec = seen.job().getSpec();
        var seconds = spec.activeDeadlineSeconds;
        var status = seen.job().getStatus();
        if (seconds == null || status == null) {
            return Optional.empty();
        }
        return time(status.startTime)
                .map(at -> new Limit(
                        at.plusSeconds(seconds),
                        "activeDeadlineSeconds (" + seconds + ") have passed since " + at + " with "
                                + seen.checkpoint().round + " of " + spec.training.rounds
                                + " rounds committed. They stay on claim " + OwnedNames.checkpoints(seen.job())
                                + ". Maybe allow more time, or fewer rounds, in a new job"));
    }

    private static Optional<Limit> preRunning(JobSnapshot seen) {
        var spec = seen.job().getSpec();
        boolean started = seen.job().getStatus() != null && seen.job().getStatus().startTime != null;
        boolean running = started || seen.checkpoint().round > 0;
        if (spec.preRunningDeadlineSeconds == null || running) {
            return Optional.empty();
        }
        var since = seen.pauseChanged();
        return Optional.of(new Limit(
                since.plusSeconds(spec.preRunningDeadlineSeconds),
                "no round has opened within preRunningDeadlineSeconds (" + spec.preRunningDeadlineSeconds + ") since "
                        + since + ". The other conditions say what was missing"));
    }

    private static Optional<Instant> time(@Nullable String text) {
        return Optional.ofNullable(text).map(Instant::parse);
    }
}
