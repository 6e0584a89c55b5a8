package dev.fedmoe.controlplane.status;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster says of a job beyond its coordinator's report.
 *
 * @param findings most important first
 * @param failure why the job has failed although its coordinator has not said so; null when it has not
 * @param checkpoint the claim that keeps the training; null when there is none
 * @param asleep nothing of the job runs, as wanted
 */
public record ClusterObservation(
        List<ExternalTrouble> findings, @Nullable ExternalTrouble failure, @Nullable Claim checkpoint, boolean asleep) {
    /** No cluster, or nothing to say. */
    public static final ClusterObservation NONE = new ClusterObservation(List.of(), null, null, false);

    public ClusterObservation {
        findings = List.copyOf(findings);
    }

    /** Name and uid of a claim. */
    public record Claim(String name, String uid) {}

    /** Those about one condition. */
    List<ExternalTrouble> about(String condition) {
        return findings.stream().filter(f -> f.condition().equals(condition)).toList();
    }
}
