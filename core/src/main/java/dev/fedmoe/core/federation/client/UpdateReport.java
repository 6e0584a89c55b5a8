package dev.fedmoe.core.federation.client;

import java.util.List;

/**
 * What a client reports with its update of a round.
 *
 * @param samples that it trained on
 * @param experts one of each expert it was assigned, ascending
 * @param holdoutCorrect of {@code holdoutSamples} held out, predicted rightly by the model it fetched
 */
public record UpdateReport(
        long samples, List<ExpertOutcome> experts, long holdoutCorrect, long holdoutSamples, WorkerProfile profile) {
    public UpdateReport {
        experts = List.copyOf(experts);
    }

    /**
     * One expert's part of the work.
     *
     * @param loss of the fetched expert on what the client holds out
     * @param samples routed to it
     */
    public record ExpertOutcome(int expert, double loss, long samples) {}

    public List<Integer> expertIndexes() {
        return experts.stream().map(ExpertOutcome::expert).toList();
    }
}
