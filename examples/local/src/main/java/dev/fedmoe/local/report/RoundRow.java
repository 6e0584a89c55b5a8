package dev.fedmoe.local.report;

import java.util.List;

/**
 * One committed round. Accuracies are in [0, 1], NaN where unknown.
 *
 * @param global G: on the test set
 * @param estimated g: G as the clients estimate it
 * @param personal P: mean over clients, each on its own data with its own experts
 * @param downBytes payload to clients in this round
 * @param wholeModelBytes what whole models would have cost the same clients in this round, both ways
 * @param load share of all routed samples so far, per expert
 */
public record RoundRow(
        int round,
        double seconds,
        double global,
        double estimated,
        double personal,
        double loadCv,
        long downBytes,
        long upBytes,
        long wholeModelBytes,
        int reported,
        int planned,
        List<Double> load) {
    public RoundRow {
        load = List.copyOf(load);
    }

    public RoundRow withGlobal(double measured) {
        return with(measured, estimated, personal);
    }

    public RoundRow withEstimated(double measured) {
        return with(global, measured, personal);
    }

    public RoundRow withPersonal(double measured) {
        return with(global, estimated, measured);
    }

    private RoundRow with(double newGlobal, double newEstimated, double newPersonal) {
        return new RoundRow(
                round,
                seconds,
                newGlobal,
                newEstimated,
                newPersonal,
                loadCv,
                downBytes,
                upBytes,
                wholeModelBytes,
                reported,
                planned,
                load);
    }
}
