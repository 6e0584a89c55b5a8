package dev.fedmoe.operator.telemetry;

import dev.fedmoe.operator.leadership.LeaseLeadership;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive while our own threads move. The API server's absence is no reason to end: every call to it has a bound far below ours. */
@Liveness
@ApplicationScoped
class ThreadLivenessCheck implements HealthCheck {
    /** A reconciliation makes some tens of calls, each at most 10 s. */
    static final Duration LONGEST = Duration.ofMinutes(5);

    private final LeaseLeadership leadership;
    private final FederationMetrics timer;
    private final ReconcileMetrics reconciliations;

    @Inject
    ThreadLivenessCheck(LeaseLeadership leadership, FederationMetrics timer, ReconcileMetrics reconciliations) {
        this.leadership = leadership;
        this.timer = timer;
        this.reconciliations = reconciliations;
    }

    @Override
    public HealthCheckResponse call() {
        var silences = new TreeMap<String, Duration>(reconciliations.running());
        silences.put("leader election", leadership.sinceTried());
        silences.put("timer", timer.sinceRefreshed());
        return response(silences);
    }

    /** @param silences how long each thread has been at the same thing */
    static HealthCheckResponse response(Map<String, Duration> silences) {
        var answer = HealthCheckResponse.named("threads");
        var stuck = new TreeMap<>(silences);
        stuck.values().removeIf(silence -> silence.compareTo(LONGEST) < 0);
        stuck.forEach((thread, silence) -> answer.withData(thread, "stuck for " + silence.toSeconds() + " s"));
        return answer.status(stuck.isEmpty()).build();
    }
}
