package dev.fedmoe.worker.session;

import dev.fedmoe.protocol.client.CoordinatorLink;
import dev.fedmoe.protocol.client.CoordinatorLink.TaskStream;
import dev.fedmoe.protocol.client.LinkException;
import dev.fedmoe.protocol.v1alpha1.JoinReply;
import dev.fedmoe.protocol.v1alpha1.JoinRequest;
import dev.fedmoe.protocol.v1alpha1.Refusal;
import dev.fedmoe.protocol.v1alpha1.Role;
import dev.fedmoe.protocol.v1alpha1.Task;
import dev.fedmoe.protocol.v1alpha1.TasksRequest;
import dev.fedmoe.worker.data.BadDataException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client from its first join to the end of the job. Comes back for as long as the coordinator is away. */
final class ClientSession {
    private static final Logger log = LoggerFactory.getLogger(ClientSession.class);
    private static final Duration JOIN = Duration.ofSeconds(20);
    private static final Duration LISTEN = Duration.ofSeconds(30);

    private final ClientOption client;
    private final Role role;
    private final CoordinatorLink link;
    private final WorkerRuntime place;
    private final ReconnectPolicy patience;
    private long epochSeen;

    ClientSession(ClientOption client, Role role, CoordinatorLink link, WorkerRuntime place, ReconnectPolicy patience) {
        this.client = client;
        this.role = role;
        this.link = link;
        this.place = place;
        this.patience = patience;
    }

    /** Returns when the job is finished. */
    void run() throws BadDataException, InterruptedException {
        Optional<TaskHandlers> duties = Optional.empty();
        try {
            while (true) {
                try {
                    JoinReply reply = join(duties);
                    if (duties.isEmpty()) {
                        // The first join tells what the job is; the second what this client brings to it.
                        duties = Optional.of(TaskHandlers.prepare(client, role, link, place, WorkerJob.of(reply)));
                        reply = join(duties);
                    }
                    if (listen(reply, duties.get())) {
                        return;
                    }
                } catch (LinkException e) {
                    patience.wait(e);
                }
            }
        } finally {
            duties.ifPresent(TaskHandlers::close);
        }
    }

    private JoinReply join(Optional<TaskHandlers> duties) throws LinkException {
        var brought = duties.map(TaskHandlers::brought).orElse(TaskHandlers.Brought.NOTHING);
        var request = JoinRequest.newBuilder()
                .setClient(client.name())
                .setRole(role)
                .setEpochSeen(epochSeen)
                .setTrainingSamples(brought.trainingSamples())
                .setHoldoutSamples(brought.holdoutSamples())
                .addAllLabelSketch(brought.labelSketch())
                .setProfile(place.profile());
        JoinReply reply = link.join(request.build(), JOIN);
        fence(reply.getEpoch());
        duties.ifPresent(known -> place.parts(WorkerJob.of(reply)));
        return reply;
    }

    /** A coordinator of an epoch that is over has been replaced; its tasks would be wasted. */
    private void fence(long epoch) throws LinkException {
        if (epoch < epochSeen) {
            throw new LinkException(
                    Refusal.REFUSAL_WRONG_EPOCH,
                    "a coordinator of epoch " + epoch + " answered, but epoch " + epochSeen + " has begun",
                    null);
        }
        epochSeen = epoch;
    }

    /** True when the job is finished. */
    private boolean listen(JoinReply reply, TaskHandlers duties) throws LinkException, InterruptedException {
        var request = TasksRequest.newBuilder().setClient(client.name()).setEpoch(reply.getEpoch());
        try (TaskStream tasks = link.tasks(request.build())) {
            log.info(
                    "{}: joined job {} at epoch {}, round {}",
                    client.name(),
                    reply.getJob().getName(),
                    reply.getEpoch(),
                    reply.getRound());
            while (true) {
                duties.failOnBug();
                Optional<Task> task = tasks.next(LISTEN);
                if (task.isEmpty()) {
                    continue;
                }
                fence(task.get().getEpoch());
                patience.reset();
                if (task.get().hasFinished()) {
                    log.info(
                            "{}: job {}: {}",
                            client.name(),
                            task.get().getFinished().getPhase(),
                            task.get().getFinished().getMessage());
                    return true;
                }
                duties.take(task.get());
            }
        }
    }
}
