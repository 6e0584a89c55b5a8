package dev.fedmoe.protocol;

import dev.fedmoe.core.job.state.ClientState;
import dev.fedmoe.core.job.state.JobPhase;
import dev.fedmoe.core.job.training.MetricKind;

/** The words for how a job stands, as core knows them, and as they travel. */
public final class ProgressCodec {
    private static final WireEnum<JobPhase, dev.fedmoe.protocol.v1alpha1.JobPhase> PHASE =
            new WireEnum<>(JobPhase.class, dev.fedmoe.protocol.v1alpha1.JobPhase.class, "phase");
    private static final WireEnum<ClientState, dev.fedmoe.protocol.v1alpha1.ClientState> STATE =
            new WireEnum<>(ClientState.class, dev.fedmoe.protocol.v1alpha1.ClientState.class, "state");

    private static final WireEnum<MetricKind, dev.fedmoe.protocol.v1alpha1.MetricKind> METRIC =
            new WireEnum<>(MetricKind.class, dev.fedmoe.protocol.v1alpha1.MetricKind.class, "metric");

    private ProgressCodec() {}

    public static dev.fedmoe.protocol.v1alpha1.JobPhase encode(JobPhase phase) {
        return PHASE.encode(phase);
    }

    /** Throws IllegalArgumentException when it is not set, or unknown to this version. */
    public static JobPhase decode(dev.fedmoe.protocol.v1alpha1.JobPhase phase) {
        return PHASE.decode(phase);
    }

    public static dev.fedmoe.protocol.v1alpha1.ClientState encode(ClientState state) {
        return STATE.encode(state);
    }

    /** Throws IllegalArgumentException when it is not set, or unknown to this version. */
    public static ClientState decode(dev.fedmoe.protocol.v1alpha1.ClientState state) {
        return STATE.decode(state);
    }

    public static dev.fedmoe.protocol.v1alpha1.MetricKind encode(MetricKind metric) {
        return METRIC.encode(metric);
    }

    /** Throws IllegalArgumentException when it is not set, or unknown to this version. */
    public static MetricKind decode(dev.fedmoe.protocol.v1alpha1.MetricKind metric) {
        return METRIC.decode(metric);
    }
}
