package dev.fedmoe.coordinator;

import dev.fedmoe.coordinator.store.CheckpointVolume;
import dev.fedmoe.coordinator.store.MilestoneListener;
import dev.fedmoe.coordinator.store.PlanStore;
import dev.fedmoe.coordinator.testing.TinyJob;
import dev.fedmoe.core.federation.planning.PlannedRound;
import dev.fedmoe.core.model.PartSpec;
import dev.fedmoe.protocol.v1alpha1.Choice;
import dev.fedmoe.protocol.v1alpha1.JobSettings;
import dev.fedmoe.protocol.v1alpha1.JoinRequest;
import dev.fedmoe.protocol.v1alpha1.Role;
import dev.fedmoe.protocol.v1alpha1.TrainTask;
import dev.fedmoe.protocol.v1alpha1.UpdateHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Rounds of a whole federation of six, whose answers follow from the client and the expert. */
final class ScriptedFederation {
    static final List<String> CLIENTS = List.of("a", "b", "c", "d", "e", "f");

    private ScriptedFederation() {}

    static void train(JobSettings job, Path volume, long epoch, int from, int to) throws Exception {
        train(job, volume, epoch, from, to, client -> CoordinatorFixture.request(client, Role.ROLE_TRAINER));
    }

    /** Commits the rounds {@code from} to {@code to} in a coordinator of its own; every part that comes is zeros. */
    static void train(
            JobSettings job, Path volume, long epoch, int from, int to, Function<String, JoinRequest.Builder> joining)
            throws Exception {
        train(job, volume, epoch, from, to, joining, (client, part) -> ByteBuffer.allocate((int) part.sizeBytes()));
    }

    /** What a client sends of a part. */
    interface Update {
        ByteBuffer of(String client, PartSpec part);
    }

    static void train(
            JobSettings job,
            Path volume,
            long epoch,
            int from,
            int to,
            Function<String, JoinRequest.Builder> joining,
            Update update)
            throws Exception {
        try (var plant = new CoordinatorFixture(job, volume)) {
            plant.apply(TinyJob.desired(1, CLIENTS));
            CLIENTS.forEach(client -> plant.join(
                    CoordinatorFixture.caller(client),
                    epoch,
                    joining.apply(client).build()));
            for (int round = from; round <= to; round++) {
                for (String client : participants(plant, round)) {
                    TrainTask task = plant.nextTraining(client);
                    plant.deliver(
                            CoordinatorFixture.caller(client),
                            told(plant.header(client, task), client, epoch).build(),
                            task,
                            part -> update.of(client, part));
                }
            }
            plant.await(now -> now.getRound() == to);
        }
    }

    static List<String> participants(CoordinatorFixture plant, int round) throws InterruptedException {
        return plant.await(now -> now.getRound() == round - 1 && now.getPlanRound() == round).getChoicesList().stream()
                .map(Choice::getClient)
                .distinct()
                .toList();
    }

    /** Losses and samples that follow from the client and the expert. */
    static UpdateHeader.Builder told(UpdateHeader.Builder header, String client, long epoch) {
        int number = number(client);
        header.setEpoch(epoch).getReportBuilder().getExpertsBuilderList().forEach(e -> e.setLoss(
                        0.2 + 0.5 * ((number + e.getExpert()) % 4))
                .setSamples(10L * (number + 1) + e.getExpert()));
        return header;
    }

    /** 0 for "a", 1 for "b". */
    static int number(String client) {
        return client.charAt(0) - 'a';
    }

    /** The plan of an open round would be repeated by whoever resumes; without it the committed state alone decides. */
    static void forget(Path volume, int round) throws IOException {
        Files.deleteIfExists(volume.resolve("plans/round-%06d.json".formatted(round)));
    }

    static PlannedRound planned(Path folder, int round) throws IOException {
        try (var volume = CheckpointVolume.open(folder)) {
            return new PlanStore(volume, MilestoneListener.NONE).read(round).orElseThrow();
        }
    }
}
