package dev.fedmoe.local.report;

import java.util.List;

/** One committed round. */
public record RoundRow(
        int round, double seconds, Accuracy accuracy, Traffic traffic, Load load, Attendance attendance) {
    /**
     * Of the model this round committed; in [0, 1], NaN where unknown.
     *
     * @param global G: on the test set
     * @param estimated g: G as the clients estimate it
     * @param personal P: mean over clients, each on its own data with its own experts
     */
    public record Accuracy(double global, double estimated, double personal) {
        /** Nothing measured yet. */
        public static final Accuracy UNKNOWN = new Accuracy(Double.NaN, Double.NaN, Double.NaN);

        public Accuracy withGlobal(double measured) {
            return new Accuracy(measured, estimated, personal);
        }

        public Accuracy withEstimated(double measured) {
            return new Accuracy(global, measured, personal);
        }

        public Accuracy withPersonal(double measured) {
            return new Accuracy(global, estimated, measured);
        }
    }

    /**
     * Payload of this round.
     *
     * @param wholeModelBytes what whole models would have cost the same clients, both ways
     */
    public record Traffic(long downBytes, long upBytes, long wholeModelBytes) {}

    /**
     * How evenly experts have been trained so far.
     *
     * @param variation coefficient of variation; 0 is even
     * @param shares of all routed samples, per expert
     */
    public record Load(double variation, List<Double> shares) {
        public Load {
            shares = List.copyOf(shares);
        }
    }

    /** Clients with an accepted update, and clients in the plan. */
    public record Attendance(int reported, int planned) {}

    public RoundRow with(Accuracy measured) {
        return new RoundRow(round, seconds, measured, traffic, load, attendance);
    }
}
