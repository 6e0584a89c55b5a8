package dev.fedmoe.worker.session;

import dev.fedmoe.protocol.client.CoordinatorLink;
import dev.fedmoe.protocol.client.LinkException;
import dev.fedmoe.protocol.v1alpha1.EvaluationReport;
import dev.fedmoe.protocol.v1alpha1.JoinReply;
import dev.fedmoe.protocol.v1alpha1.JoinRequest;
import dev.fedmoe.protocol.v1alpha1.PartVerdict;
import dev.fedmoe.protocol.v1alpha1.Refusal;
import dev.fedmoe.protocol.v1alpha1.Task;
import dev.fedmoe.protocol.v1alpha1.TasksRequest;
import dev.fedmoe.protocol.v1alpha1.UpdateHeader;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A coordinator whose epochs and outages are written down beforehand: what no well-behaved server would show. */
final class ScriptedLink implements CoordinatorLink {
    private static final long AWAY = -1;

    private final JoinReply reply;
    private final Deque<Long> epochs;
    private final Deque<Task> tasks;
    final List<JoinRequest> joins = new ArrayList<>();
    final List<Long> subscribed = new ArrayList<>();

    /** @param epochs one a join, {@code -1} for an outage */
    ScriptedLink(JoinReply reply, List<Long> epochs, List<Task> tasks) {
        this.reply = reply;
        this.epochs = new ArrayDeque<>(epochs);
        this.tasks = new ArrayDeque<>(tasks);
    }

    @Override
    public JoinReply join(JoinRequest request, Duration within) throws LinkException {
        joins.add(request);
        long epoch = epochs.removeFirst();
        if (epoch == AWAY) {
            throw away();
        }
        return reply.toBuilder().setEpoch(epoch).build();
    }

    @Override
    public TaskStream tasks(TasksRequest request) {
        subscribed.add(request.getEpoch());
        return new TaskStream() {
            @Override
            public Optional<Task> next(Duration within) throws LinkException {
                if (tasks.isEmpty()) {
                    throw away();
                }
                return Optional.of(tasks.removeFirst());
            }

            @Override
            public void close() {}
        };
    }

    private static LinkException away() {
        return new LinkException(Refusal.REFUSAL_UNSPECIFIED, "connection refused", new IllegalStateException("away"));
    }

    @Override
    public void download(String client, long epoch, List<Fetch> parts, Duration within) {}

    @Override
    public List<PartVerdict> upload(UpdateHeader header, List<Submission> parts, Duration within) {
        return List.of();
    }

    @Override
    public void reportEvaluation(EvaluationReport report, Duration within) {}

    @Override
    public void close() {}
}
