package dev.fedmoe.protocol.server;

import dev.fedmoe.core.model.ModelManifest;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.protocol.RefusedRequest;
import dev.fedmoe.protocol.Verdict;
import dev.fedmoe.protocol.transfer.PartSink;
import dev.fedmoe.protocol.transfer.PartSource;
import dev.fedmoe.protocol.v1alpha1.EvaluationReply;
import dev.fedmoe.protocol.v1alpha1.EvaluationReport;
import dev.fedmoe.protocol.v1alpha1.JoinReply;
import dev.fedmoe.protocol.v1alpha1.JoinRequest;
import dev.fedmoe.protocol.v1alpha1.PartVersion;
import dev.fedmoe.protocol.v1alpha1.Task;
import dev.fedmoe.protocol.v1alpha1.TasksRequest;
import dev.fedmoe.protocol.v1alpha1.UpdateHeader;

/**
 * What the federation service needs of a coordinator. Calls come from gRPC threads, several at once, and must not block
 * on other clients. The service has already verified the token and the shape of every message against the manifest; the
 * port decides what only the coordinator knows: roster, epoch, round, assignment.
 */
public interface FederationPort {
    ModelManifest manifest();

    /** Largest absolute value a tensor may hold. */
    float maxAbsValue();

    Verdict<JoinReply> join(AuthenticatedCaller caller, JoinRequest request);

    /** Opens a client's task stream; a second stream of the same client replaces the first. */
    Verdict<Subscription> subscribe(AuthenticatedCaller caller, TasksRequest request, TaskFeed feed);

    /** A committed part, at exactly the version asked. */
    Verdict<PartSource> open(AuthenticatedCaller caller, String client, long epoch, PartVersion part);

    Verdict<UpdateTicket> update(AuthenticatedCaller caller, UpdateHeader header);

    Verdict<EvaluationReply> evaluation(AuthenticatedCaller caller, EvaluationReport report);

    /**
     * Counts a refusal. The service calls it once for each, its own and those this port decided; the port counts nowhere
     * else. {@code client} may be empty when unknown.
     */
    void refused(String client, RefusedRequest why);

    /** Where a client's tasks go. Never blocks; ordered. */
    interface TaskFeed {
        void send(Task task);

        void end();
    }

    /** The service closes it when the stream ends, for whatever reason. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /** One update in the making. Outlives no stream, but the sinks it hands out do, until the round closes. */
    interface UpdateTicket extends AutoCloseable {
        /** Where the part's bytes go, or that it is settled already. {@code baseVersion} is the version trained from. */
        Verdict<Reception> begin(PartId part, int baseVersion);

        /** The part's sink holds all its bytes, verified. */
        Verdict<PartId> complete(PartId part);

        @Override
        void close();
    }

    /** What to do about an announced part. */
    sealed interface Reception {
        /** Receive it from {@link PartSink#verifiedBytes()} on. */
        record Receive(PartSink sink) implements Reception {}

        /** An earlier stream has delivered it. */
        record Settled() implements Reception {}
    }
}
