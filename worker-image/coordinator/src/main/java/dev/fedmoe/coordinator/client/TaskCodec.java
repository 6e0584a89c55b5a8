package dev.fedmoe.coordinator.client;

import dev.fedmoe.core.federation.FederationEffect.PushClosed;
import dev.fedmoe.core.federation.FederationEffect.PushEvaluation;
import dev.fedmoe.core.federation.JobStatus;
import dev.fedmoe.core.federation.rounds.TrainingTask;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.protocol.PartVersions;
import dev.fedmoe.protocol.ProgressCodec;
import dev.fedmoe.protocol.TrainingSpecCodec;
import dev.fedmoe.protocol.v1alpha1.EvaluateTask;
import dev.fedmoe.protocol.v1alpha1.JobFinished;
import dev.fedmoe.protocol.v1alpha1.PartVersion;
import dev.fedmoe.protocol.v1alpha1.RoundClosed;
import dev.fedmoe.protocol.v1alpha1.Task;
import dev.fedmoe.protocol.v1alpha1.TrainTask;
import java.util.List;
import java.util.SortedMap;

/** Tasks as they travel, in the name of one epoch. */
public record TaskCodec(long epoch) {
    public Task encode(TrainingTask task) {
        var remaining = task.remaining();
        return message()
                .setTrain(TrainTask.newBuilder()
                        .setRound(task.round())
                        .addAllParts(encode(task.versions()))
                        .setDeadline(com.google.protobuf.Duration.newBuilder()
                                .setSeconds(remaining.toSeconds())
                                .setNanos(remaining.toNanosPart()))
                        .setTraining(TrainingSpecCodec.encode(task.training().local()))
                        .setSeed(task.seed()))
                .build();
    }

    public Task encode(PushEvaluation task) {
        return message()
                .setEvaluate(EvaluateTask.newBuilder().setRound(task.round()).addAllParts(encode(task.versions())))
                .build();
    }

    public Task encode(PushClosed closed) {
        return message()
                .setClosed(RoundClosed.newBuilder().setRound(closed.round()).setReason(closed.reason()))
                .build();
    }

    public Task finished(JobStatus status) {
        return message()
                .setFinished(JobFinished.newBuilder()
                        .setPhase(ProgressCodec.encode(status.phase()))
                        .setMessage(status.message()))
                .build();
    }

    private Task.Builder message() {
        return Task.newBuilder().setEpoch(epoch);
    }

    private static List<PartVersion> encode(SortedMap<PartId, Integer> versions) {
        return versions.entrySet().stream()
                .map(version -> PartVersions.of(version.getKey(), version.getValue()))
                .toList();
    }
}
