package dev.fedmoe.coordinator.drive;

import dev.fedmoe.coordinator.job.JoinedClient;
import dev.fedmoe.coordinator.store.Commit;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.protocol.PartVersions;
import dev.fedmoe.protocol.v1alpha1.EvaluateTask;
import dev.fedmoe.protocol.v1alpha1.Task;
import java.util.HashMap;
import java.util.Map;

/** Which evaluator scores which model. One at a time each, always the newest: a slow evaluator skips rounds, it never delays one. */
final class Evaluations {
    private final Shelf shelf;
    private final long epoch;
    private final Map<String, Integer> asked = new HashMap<>();

    Evaluations(Shelf shelf, long epoch) {
        this.shelf = shelf;
        this.epoch = epoch;
    }

    /** Asks an idle evaluator for the newest model, when it is newer than what was scored. */
    void offer(JoinedClient evaluator, int scoredRound) {
        Commit newest = shelf.newest();
        if (!evaluator.isLive() || asked.containsKey(evaluator.name()) || newest.round() <= Math.max(0, scoredRound)) {
            return;
        }
        asked.put(evaluator.name(), newest.round());
        shelf.pin(newest.round());
        evaluator.send(task(newest));
    }

    /** The evaluator has answered, or is lost. */
    void release(String evaluator) {
        Integer round = asked.remove(evaluator);
        if (round != null && !asked.containsValue(round)) {
            shelf.unpin(round);
        }
    }

    private Task task(Commit commit) {
        var task = EvaluateTask.newBuilder().setRound(commit.round());
        for (var part : commit.record().parts()) {
            PartId.parse(part.part()).ifPresent(id -> task.addParts(PartVersions.of(id, part.version())));
        }
        return Task.newBuilder().setEpoch(epoch).setEvaluate(task).build();
    }
}
