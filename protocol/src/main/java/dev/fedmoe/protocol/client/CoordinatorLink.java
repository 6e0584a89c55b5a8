package dev.fedmoe.protocol.client;

import dev.fedmoe.protocol.transfer.PartSink;
import dev.fedmoe.protocol.transfer.PartSource;
import dev.fedmoe.protocol.v1alpha1.EvaluationReport;
import dev.fedmoe.protocol.v1alpha1.JoinReply;
import dev.fedmoe.protocol.v1alpha1.JoinRequest;
import dev.fedmoe.protocol.v1alpha1.PartVerdict;
import dev.fedmoe.protocol.v1alpha1.PartVersion;
import dev.fedmoe.protocol.v1alpha1.Task;
import dev.fedmoe.protocol.v1alpha1.TasksRequest;
import dev.fedmoe.protocol.v1alpha1.UpdateHeader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One client's connection to its coordinator. Calls block, each within a bound, and resume broken transfers at the last
 * verified chunk with jittered back-off until that bound. Thrown {@link LinkException}s say whether trying again later
 * makes sense.
 */
public interface CoordinatorLink extends AutoCloseable {
    JoinReply join(JoinRequest request, Duration within) throws LinkException;

    TaskStream tasks(TasksRequest request) throws LinkException;

    /** Fills each sink. Returns when all are complete and verified. */
    void download(String client, long epoch, List<Fetch> parts, Duration within) throws LinkException;

    /** Submits an update; one verdict a part, in the order given. */
    List<PartVerdict> upload(UpdateHeader header, List<Submission> parts, Duration within) throws LinkException;

    void reportEvaluation(EvaluationReport report, Duration within) throws LinkException;

    @Override
    void close();

    /** A part to download and where to put it. */
    record Fetch(PartVersion part, PartSink sink) {}

    /**
     * A part to upload.
     *
     * @param base the part and the version trained from
     */
    record Submission(PartVersion base, PartSource source) {}

    /** Tasks as they are pushed. */
    interface TaskStream extends AutoCloseable {
        /** The next task; empty when none came within the bound; throws when the stream is broken. */
        Optional<Task> next(Duration within) throws LinkException;

        @Override
        void close();
    }
}
