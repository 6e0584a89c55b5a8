package dev.fedmoe.bridge.place;

import dev.fedmoe.core.placement.PlacementProblem.Standing;
import dev.fedmoe.core.placement.PlacementProblem.Tenure;
import dev.fedmoe.protocol.v1alpha1.ClientProgress;
import dev.fedmoe.protocol.v1alpha1.ExpertProgress;
import dev.fedmoe.protocol.v1alpha1.Progress;
import dev.fedmoe.protocol.v1alpha1.TrainingSettings;
import java.util.List;
import java.util.stream.Collectors;

/** What a coordinator reports, as placement reads it. */
public final class Standings {
    private Standings() {}

    /** Lost clients keep their tenure: they may come back, and placement knows which clients are ready. */
    public static Standing of(Progress progress, TrainingSettings training) {
        var clients = progress.getClientsList().stream()
                .collect(Collectors.toMap(ClientProgress::getClient, c -> tenure(c, training), (a, b) -> b));
        var prices =
                progress.getExpertsList().stream().map(ExpertProgress::getPrice).toList();
        return new Standing(clients, progress.getRound() == 0 ? List.of() : prices);
    }

    private static Tenure tenure(ClientProgress client, TrainingSettings training) {
        long samples = training.getLocalSteps() > 0
                ? (long) training.getLocalSteps() * training.getBatchSize()
                : client.getTrainingSamples() * training.getLocalPasses();
        return Tenure.of(client.getSlots(), client.getValue(), samples);
    }
}
