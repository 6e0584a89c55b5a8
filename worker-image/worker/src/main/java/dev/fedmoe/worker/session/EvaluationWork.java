package dev.fedmoe.worker.session;

import dev.fedmoe.core.model.PartId;
import dev.fedmoe.protocol.client.CoordinatorLink;
import dev.fedmoe.protocol.client.LinkException;
import dev.fedmoe.protocol.v1alpha1.EvaluateTask;
import dev.fedmoe.protocol.v1alpha1.EvaluationReport;
import dev.fedmoe.worker.data.Dataset;
import dev.fedmoe.worker.model.HeldWeights;
import dev.fedmoe.worker.model.ModelScore;
import dev.fedmoe.worker.model.ModelScorer;
import dev.fedmoe.worker.session.PartCache.Fetched;
import java.time.Duration;
import java.util.stream.IntStream;

/** An evaluator's work: scoring committed models on a test set of its own. */
final class EvaluationWork {
    private static final Duration FETCH = Duration.ofMinutes(5);
    private static final Duration REPORT = Duration.ofMinutes(1);

    private final String client;
    private final CoordinatorLink link;
    private final WorkerRuntime place;
    private final WorkerJob job;
    private final Dataset test;

    EvaluationWork(String client, CoordinatorLink link, WorkerRuntime place, WorkerJob job, Dataset test) {
        this.client = client;
        this.link = link;
        this.place = place;
        this.job = job;
        this.test = test;
    }

    void perform(EvaluateTask task, long epoch) throws LinkException {
        Fetched fetched = place.parts(job).fetch(link, client, epoch, task.getPartsList(), FETCH);
        place.download().seen(fetched.sizeBytes(), fetched.took());
        ModelScore score = place.inTurn(() -> score(fetched));
        var report = EvaluationReport.newBuilder()
                .setClient(client)
                .setEpoch(epoch)
                .setRound(task.getRound())
                .setCorrect(score.correct())
                .setSamples(score.samples())
                .setLoss(score.loss())
                .setProfile(place.profile());
        link.reportEvaluation(report.build(), REPORT);
    }

    private ModelScore score(Fetched fetched) {
        var held = fetched.parts().keySet().stream()
                .filter(PartId::isExpert)
                .map(PartId::index)
                .toList();
        try (var weights = new HeldWeights(place.tensors(), job.model(), held)) {
            fetched.parts().forEach(weights::load);
            return new ModelScorer(place.tensors(), weights)
                    .score(test, IntStream.range(0, test.size()).toArray());
        }
    }
}
