package dev.fedmoe.benchmarks.echo;

import dev.fedmoe.core.model.ModelManifest;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.protocol.ManifestCodec;
import dev.fedmoe.protocol.PartVersions;
import dev.fedmoe.protocol.client.CoordinatorLink;
import dev.fedmoe.protocol.client.CoordinatorLink.Fetch;
import dev.fedmoe.protocol.client.CoordinatorLink.Submission;
import dev.fedmoe.protocol.client.LinkException;
import dev.fedmoe.protocol.transfer.MemoryPart;
import dev.fedmoe.protocol.v1alpha1.ExpertReport;
import dev.fedmoe.protocol.v1alpha1.JoinRequest;
import dev.fedmoe.protocol.v1alpha1.PartVersion;
import dev.fedmoe.protocol.v1alpha1.Role;
import dev.fedmoe.protocol.v1alpha1.RoundReport;
import dev.fedmoe.protocol.v1alpha1.TasksRequest;
import dev.fedmoe.protocol.v1alpha1.TrainTask;
import dev.fedmoe.protocol.v1alpha1.UpdateHeader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;

/** A client's rounds. Its memory is the model, reused from round to round. */
final class EchoWork {
    private static final Duration BOUND = Duration.ofMinutes(10);

    private final CoordinatorLink link;
    private final int client;
    private final long sleepMillis;
    private final RoundMarks marks;
    private final float[] block = new float[32 << 10];
    private final Map<PartId, MemoryPart> parts = new TreeMap<>();

    EchoWork(CoordinatorLink link, int client, long sleepMillis, RoundMarks marks) {
        this.link = link;
        this.client = client;
        this.sleepMillis = sleepMillis;
        this.marks = marks;
    }

    /** Until the job is finished. */
    void run(long coordinatorPid) throws LinkException, InterruptedException {
        String name = EchoModel.name(client);
        var joined = link.join(
                JoinRequest.newBuilder()
                        .setClient(name)
                        .setRole(Role.ROLE_TRAINER)
                        .setTrainingSamples(EchoModel.samples(client))
                        .build(),
                BOUND);
        var manifest = ManifestCodec.decode(joined.getManifest());
        var request = TasksRequest.newBuilder().setClient(name).setEpoch(joined.getEpoch());
        try (var tasks = link.tasks(request.build())) {
            while (true) {
                var task = tasks.next(BOUND);
                if (task.isEmpty() || task.get().hasFinished()) {
                    return;
                }
                if (task.get().hasTrain()) {
                    TrainTask train = task.get().getTrain();
                    marks.tasked(train.getRound(), coordinatorPid);
                    echo(manifest, joined.getEpoch(), train);
                    marks.uploaded(train.getRound());
                }
            }
        }
    }

    private void echo(ModelManifest manifest, long epoch, TrainTask task) throws LinkException, InterruptedException {
        var fetches = new ArrayList<Fetch>();
        var submissions = new ArrayList<Submission>();
        for (PartVersion version : task.getPartsList()) {
            PartId id = PartVersions.id(version).orElseThrow();
            var part = parts.computeIfAbsent(id, p -> MemoryPart.allocate(manifest.part(p)));
            part.reset();
            fetches.add(new Fetch(version, part));
            submissions.add(new Submission(version, part));
        }
        link.download(EchoModel.name(client), epoch, fetches, BOUND);
        Thread.sleep(sleepMillis);
        parts.values().forEach(part -> add(part, EchoModel.constant(client)));
        var refused = link.upload(header(manifest, epoch, task), submissions, BOUND).stream()
                .filter(verdict -> !verdict.getMessage().isEmpty())
                .toList();
        if (!refused.isEmpty()) {
            throw new IllegalStateException("refused: " + refused);
        }
    }

    private UpdateHeader header(ModelManifest manifest, long epoch, TrainTask task) {
        var report = RoundReport.newBuilder().setSamples(EchoModel.samples(client));
        for (int e = 0; e < manifest.experts(); e++) {
            report.addExperts(ExpertReport.newBuilder().setExpert(e).setLoss(1).setSamples(EchoModel.samples(client)));
        }
        return UpdateHeader.newBuilder()
                .setJobUid(EchoModel.UID)
                .setEpoch(epoch)
                .setRound(task.getRound())
                .setClient(EchoModel.name(client))
                .setReport(report)
                .build();
    }

    private void add(MemoryPart part, float constant) {
        ByteBuffer bytes = part.bytes().order(ByteOrder.LITTLE_ENDIAN);
        var values = bytes.asFloatBuffer();
        for (int at = 0; at < values.capacity(); at += block.length) {
            int length = Math.min(block.length, values.capacity() - at);
            values.get(at, block, 0, length);
            for (int i = 0; i < length; i++) {
                block[i] += constant;
            }
            values.put(at, block, 0, length);
        }
        part.written();
    }
}
