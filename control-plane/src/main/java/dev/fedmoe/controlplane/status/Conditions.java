package dev.fedmoe.controlplane.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An object's conditions, one per type. A condition's transition time moves only when its status does. */
public final class Conditions {
    private final Map<String, Condition> byType;
    private final Clock clock;
    private final long generation;

    private Conditions(Map<String, Condition> byType, Clock clock, long generation) {
        this.byType = byType;
        this.clock = clock;
        this.generation = generation;
    }

    /** Starts from the conditions the object has; {@code generation} is that of the object handled in this run. */
    public static Conditions of(List<Condition> before, Clock clock, long generation) {
        var byType = new LinkedHashMap<String, Condition>();
        before.forEach(c -> byType.put(c.getType(), c));
        return new Conditions(byType, clock, generation);
    }

    public Conditions isTrue(String type, String reason, String message) {
        return with(type, "True", reason, message);
    }

    public Conditions isFalse(String type, String reason, String message) {
        return with(type, "False", reason, message);
    }

    public Conditions isUnknown(String type, String reason, String message) {
        return with(type, "Unknown", reason, message);
    }

    public Optional<Condition> get(String type) {
        return Optional.ofNullable(byType.get(type));
    }

    /** In the order they were first set. */
    public List<Condition> list() {
        return List.copyOf(byType.values());
    }

    /** {@link JobReasons#READY}, derived: true when all of {@code checks} are, else for the reason of the first that is not. */
    public Conditions readyWhen(List<String> checks) {
        return checks.stream()
                .flatMap(type -> get(type).stream())
                .filter(c -> !c.getStatus().equals("True"))
                .findFirst()
                .map(c -> isFalse(JobReasons.READY, c.getReason(), c.getType() + ": " + c.getMessage()))
                .orElseGet(() -> isTrue(JobReasons.READY, JobReasons.AS_WANTED, ""));
    }

    private Conditions with(String type, String status, String reason, String message) {
        var since = get(type)
                .filter(before -> status.equals(before.getStatus()))
                .map(Condition::getLastTransitionTime)
                .orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        var merged = new LinkedHashMap<>(byType);
        merged.put(
                type,
                new ConditionBuilder()
                        .withType(type)
                        .withStatus(status)
                        .withReason(reason)
                        .withMessage(BoundedText.bounded(message))
                        .withLastTransitionTime(since)
                        .withObservedGeneration(generation)
                        .build());
        return new Conditions(merged, clock, generation);
    }
}
