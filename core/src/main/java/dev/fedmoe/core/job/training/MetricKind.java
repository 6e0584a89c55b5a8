package dev.fedmoe.core.job.training;

/** Which accuracy is meant. */
public enum MetricKind {
    /** G: of the committed model, on the evaluator's test set. */
    GLOBAL("GlobalAccuracy", "G"),
    /** g: of the model as its clients fetched it, on what they hold out, weighted by samples. */
    ESTIMATED_GLOBAL("EstimatedGlobalAccuracy", "g"),
    /** P: the mean over clients of their accuracy on what they hold out, with their own experts. */
    PERSONAL("PersonalAccuracy", "P");

    private final String label;
    private final String symbol;

    MetricKind(String label, String symbol) {
        this.label = label;
        this.symbol = symbol;
    }

    /** The letter in columns and reports. */
    public String symbol() {
        return symbol;
    }

    /** As manifests spell it. */
    @Override
    public String toString() {
        return label;
    }
}
