package dev.fedmoe.operator.link;

import dev.fedmoe.protocol.v1alpha1.Progress;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The coordinators of all jobs. No call blocks: reports come in and orders go out on threads of their own, one conflated slot a
 * job each way.
 */
public interface CoordinatorLinks {
    /** Begins or goes on to watch this job's coordinator. Idempotent; a changed address replaces the connection. */
    void follow(ResourceID job, Address address);

    /**
     * What the coordinator shall do from now on; the newest wins and is told again until it is in force. Nothing is sent when it
     * is what was last acknowledged.
     */
    void order(ResourceID job, CoordinatorOrder order);

    /** Newest report; empty until there is one. It stays when the connection breaks. */
    Optional<Report> latest(ResourceID job);

    /** Ends the connection and drops what is known. */
    void forget(ResourceID job);

    /** {@code listener} hears of a job with news: at most once a second per job, and at once when phase, round, or connection change. */
    void listen(Consumer<ResourceID> listener);

    /**
     * Where a coordinator listens.
     *
     * @param authorityPem certificates of the authority that issued its certificate
     * @param audience of the operator's token
     */
    record Address(String host, int port, String authorityPem, String audience) {}

    /**
     * A coordinator's newest state.
     *
     * @param since when the connection took its present state
     */
    record Report(Progress progress, boolean connected, Instant since) {}
}
