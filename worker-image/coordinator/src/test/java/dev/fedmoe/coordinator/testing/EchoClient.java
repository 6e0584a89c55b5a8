package dev.fedmoe.coordinator.testing;

import dev.fedmoe.core.model.ModelManifest;
import dev.fedmoe.protocol.ManifestCodec;
import dev.fedmoe.protocol.PartVersions;
import dev.fedmoe.protocol.client.CoordinatorConnection;
import dev.fedmoe.protocol.client.CoordinatorLink;
import dev.fedmoe.protocol.client.LinkException;
import dev.fedmoe.protocol.testing.TestIdentity;
import dev.fedmoe.protocol.transfer.MemoryPart;
import dev.fedmoe.protocol.v1alpha1.ExpertReport;
import dev.fedmoe.protocol.v1alpha1.JoinRequest;
import dev.fedmoe.protocol.v1alpha1.PartVerdict;
import dev.fedmoe.protocol.v1alpha1.PartVersion;
import dev.fedmoe.protocol.v1alpha1.Role;
import dev.fedmoe.protocol.v1alpha1.RoundReport;
import dev.fedmoe.protocol.v1alpha1.TasksRequest;
import dev.fedmoe.protocol.v1alpha1.TrainTask;
import dev.fedmoe.protocol.v1alpha1.UpdateHeader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A client that trains nothing: it returns what it fetched plus a constant of its own, and reports numbers that follow from
 * its name and the round. Over real TLS; comes back after every broken connection until the job is finished.
 */
public final class EchoClient implements Runnable {
    public static final Duration BOUND = Duration.ofMillis(1500);

    private final TestIdentity identity;
    private final CoordinatorLocator rendezvous;
    private final String name;
    private final Interruption interruption;
    private final List<PartVerdict> verdicts = new CopyOnWriteArrayList<>();
    private volatile boolean stopped;

    public EchoClient(TestIdentity identity, CoordinatorLocator rendezvous, String name, Interruption interruption) {
        this.identity = identity;
        this.rendezvous = rendezvous;
        this.name = name;
        this.interruption = interruption;
    }

    /** Where a worker may die. */
    public enum Moment {
        BEFORE_FETCH,
        TRAINING,
        HALF_WAY_THROUGH_UPLOAD,
        AFTER_UPLOAD
    }

    /** Asked at each moment of each round whether the worker dies now. */
    @FunctionalInterface
    public interface Interruption {
        boolean dies(int round, Moment moment);
    }

    /** What it adds to every value. */
    public static float constant(String name) {
        return 0.001f * (name.charAt(0) - 'a' + 1);
    }

    /** Samples it claims were routed to an expert. */
    public static long samples(String name, int expert) {
        return 10L * (name.charAt(0) - 'a' + 1) + expert;
    }

    /** Every verdict it was given. */
    public List<PartVerdict> verdicts() {
        return verdicts;
    }

    public void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        try {
            boolean finished = false;
            while (!finished && !stopped) {
                finished = serve();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One connection; true when the job is finished. */
    private boolean serve() throws InterruptedException, IOException {
        try (var connection = CoordinatorConnection.open(rendezvous.await(), new Random(name.charAt(0)))) {
            CoordinatorLink link = connection.link(identity.worker("node-" + name));
            var reply = link.join(
                    JoinRequest.newBuilder()
                            .setClient(name)
                            .setRole(Role.ROLE_TRAINER)
                            .setTrainingSamples(500)
                            .setHoldoutSamples(50)
                            .build(),
                    Duration.ofSeconds(2));
            var manifest = ManifestCodec.decode(reply.getManifest());
            try (var tasks = link.tasks(TasksRequest.newBuilder()
                    .setClient(name)
                    .setEpoch(reply.getEpoch())
                    .build())) {
                return work(link, tasks, manifest, reply.getEpoch());
            }
        } catch (LinkException | Died broken) {
            // A dying coordinator is noticed before its successor listens; looking again at once would spin.
            Thread.sleep(20);
            return false;
        }
    }

    private boolean work(CoordinatorLink link, CoordinatorLink.TaskStream tasks, ModelManifest manifest, long epoch)
            throws LinkException, Died {
        while (!stopped) {
            var task = tasks.next(Duration.ofSeconds(1));
            if (task.isPresent() && task.get().hasFinished()) {
                return true;
            }
            if (task.isPresent() && task.get().hasTrain()) {
                train(link, manifest, epoch, task.get().getTrain());
            }
        }
        return true;
    }

    private void train(CoordinatorLink link, ModelManifest manifest, long epoch, TrainTask task)
            throws LinkException, Died {
        int round = task.getRound();
        die(round, Moment.BEFORE_FETCH);
        var fetches = new ArrayList<CoordinatorLink.Fetch>();
        var parts = new ArrayList<MemoryPart>();
        for (PartVersion version : task.getPartsList()) {
            var part =
                    MemoryPart.allocate(manifest.part(PartVersions.id(version).orElseThrow()));
            parts.add(part);
            fetches.add(new CoordinatorLink.Fetch(version, part));
        }
        link.download(name, epoch, fetches, BOUND);
        die(round, Moment.TRAINING);
        var submissions = new ArrayList<CoordinatorLink.Submission>();
        for (int i = 0; i < parts.size(); i++) {
            add(parts.get(i), constant(name));
            submissions.add(new CoordinatorLink.Submission(task.getParts(i), parts.get(i)));
        }
        var header = header(epoch, task);
        if (interruption.dies(round, Moment.HALF_WAY_THROUGH_UPLOAD)) {
            link.upload(header, submissions.subList(0, 2), BOUND);
            throw new Died();
        }
        verdicts.addAll(link.upload(header, submissions, BOUND));
        die(round, Moment.AFTER_UPLOAD);
    }

    private UpdateHeader header(long epoch, TrainTask task) {
        var report = RoundReport.newBuilder()
                .setSamples(100 + task.getRound())
                .setHoldoutCorrect(30 + task.getRound() % 10)
                .setHoldoutSamples(50)
                .setLossBefore(1)
                .setLossAfter(0.5);
        for (PartVersion version : task.getPartsList()) {
            var id = PartVersions.id(version).orElseThrow();
            if (id.isExpert()) {
                report.addExperts(ExpertReport.newBuilder()
                        .setExpert(id.index())
                        .setLoss(0.5 + 0.1 * id.index())
                        .setSamples(samples(name, id.index())));
            }
        }
        return UpdateHeader.newBuilder()
                .setJobUid(TinyJob.UID)
                .setEpoch(epoch)
                .setRound(task.getRound())
                .setClient(name)
                .setReport(report)
                .build();
    }

    private static void add(MemoryPart part, float constant) {
        var values = part.bytes().asFloatBuffer();
        for (int i = 0; i < values.capacity(); i++) {
            values.put(i, values.get(i) + constant);
        }
        part.written();
    }

    private void die(int round, Moment moment) throws Died {
        if (interruption.dies(round, moment)) {
            throw new Died();
        }
    }

    private static final class Died extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
