package dev.fedmoe.worker.session;

import com.google.protobuf.util.Durations;
import dev.fedmoe.core.aggregation.Float32Encoding;
import dev.fedmoe.core.aggregation.UpdateEncoding;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.protocol.PartVersions;
import dev.fedmoe.protocol.TrainingSpecCodec;
import dev.fedmoe.protocol.client.CoordinatorLink;
import dev.fedmoe.protocol.client.CoordinatorLink.Submission;
import dev.fedmoe.protocol.client.LinkException;
import dev.fedmoe.protocol.transfer.MemoryPart;
import dev.fedmoe.protocol.v1alpha1.PartVerdict;
import dev.fedmoe.protocol.v1alpha1.PartVersion;
import dev.fedmoe.protocol.v1alpha1.Refusal;
import dev.fedmoe.protocol.v1alpha1.RoundReport;
import dev.fedmoe.protocol.v1alpha1.TrainTask;
import dev.fedmoe.protocol.v1alpha1.UpdateHeader;
import dev.fedmoe.worker.data.HoldoutSplit;
import dev.fedmoe.worker.model.HeldWeights;
import dev.fedmoe.worker.session.PartCache.Fetched;
import dev.fedmoe.worker.train.LocalRound;
import dev.fedmoe.worker.train.LocalTrainingOutcome;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client's rounds: fetch, train, submit. */
final class TrainingWork {
    private static final Logger log = LoggerFactory.getLogger(TrainingWork.class);

    private static final UpdateEncoding ENCODING = new Float32Encoding();

    /** Shared part and gate. */
    private static final int WITHOUT_EXPERTS = 2;

    private final String client;
    private final CoordinatorLink link;
    private final WorkerRuntime place;
    private final WorkerJob job;
    private final HoldoutSplit data;
    private Duration previousUpload = Duration.ZERO;
    /** The client's own gate, when gates are not aggregated. */
    private @Nullable ByteBuffer gate;

    TrainingWork(String client, CoordinatorLink link, WorkerRuntime place, WorkerJob job, HoldoutSplit data) {
        this.client = client;
        this.link = link;
        this.place = place;
        this.job = job;
        this.data = data;
    }

    void perform(TrainTask task, long epoch, BooleanSupplier abandoned) throws LinkException {
        long end = System.nanoTime() + Durations.toNanos(task.getDeadline());
        Fetched fetched = place.parts(job).fetch(link, client, epoch, task.getPartsList(), left(end));
        place.download().seen(fetched.sizeBytes(), fetched.took());
        Optional<Trained> trained =
                abandoned.getAsBoolean() ? Optional.empty() : place.inTurn(() -> train(fetched, task, abandoned));
        if (trained.isEmpty() || abandoned.getAsBoolean()) {
            log.info("{}: round {} closed before its work was done", client, task.getRound());
            return;
        }
        if (task.getPartsCount() >= WITHOUT_EXPERTS + job.model().topK()) {
            int batch = TrainingSpecCodec.decode(task.getTraining()).batchSize();
            place.trained(
                    Math.min(batch, data.training().size()),
                    trained.get().outcome().step());
        }
        RoundReport report = ReportMapper.round(trained.get().outcome())
                .setFetch(ReportMapper.duration(fetched.took()))
                .setPreviousUpload(ReportMapper.duration(previousUpload))
                .setProfile(place.profile())
                .build();
        var header = UpdateHeader.newBuilder()
                .setJobUid(job.terms().uid())
                .setEpoch(epoch)
                .setRound(task.getRound())
                .setClient(client)
                .setReport(report)
                .build();
        submit(header, trained.get().parts(), end);
    }

    private Optional<Trained> train(Fetched fetched, TrainTask task, BooleanSupplier abandoned) {
        List<Integer> held = fetched.parts().keySet().stream()
                .filter(PartId::isExpert)
                .map(PartId::index)
                .sorted()
                .toList();
        try (var weights = new HeldWeights(place.tensors(), job.model(), held)) {
            fetched.parts().forEach(weights::load);
            if (gate != null) {
                weights.load(PartId.GATE, gate);
            }
            var round = new LocalRound(place.tensors(), TrainingSpecCodec.decode(task.getTraining()), data);
            return round.run(weights, task.getSeed(), abandoned).map(outcome -> {
                List<Submission> parts = task.getPartsList().stream()
                        .map(base -> submission(weights, base))
                        .toList();
                if (job.localGate()) {
                    gate = weights.export(PartId.GATE);
                }
                return new Trained(outcome, parts);
            });
        }
    }

    private Submission submission(HeldWeights weights, PartVersion base) {
        PartId id = PartVersions.id(base).orElseThrow();
        MemoryPart part = MemoryPart.allocate(job.manifest().part(id));
        ENCODING.encode(weights.export(id).asFloatBuffer(), part.bytes());
        part.written();
        return new Submission(base, part);
    }

    private void submit(UpdateHeader header, List<Submission> parts, long end) throws LinkException {
        long start = System.nanoTime();
        List<PartVerdict> verdicts = link.upload(header, parts, left(end));
        previousUpload = Duration.ofNanos(System.nanoTime() - start);
        place.upload()
                .seen(
                        parts.stream()
                                .mapToLong(part -> part.source().sizeBytes())
                                .sum(),
                        previousUpload);
        for (PartVerdict verdict : verdicts) {
            if (verdict.getRefusal() != Refusal.REFUSAL_UNSPECIFIED) {
                log.warn(
                        "{}: round {}: {} refused ({}): {}",
                        client,
                        header.getRound(),
                        verdict.getPart(),
                        verdict.getRefusal(),
                        verdict.getMessage());
            }
        }
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(1, end - System.nanoTime()));
    }

    private record Trained(LocalTrainingOutcome outcome, List<Submission> parts) {}
}
