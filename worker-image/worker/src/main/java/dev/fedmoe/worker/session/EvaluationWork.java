package dev.fedmoe.worker.session;

import dev.fedmoe.core.model.PartId;
import dev.fedmoe.protocol.client.CoordinatorLink;
import dev.fedmoe.protocol.client.LinkException;
import dev.fedmoe.protocol.v1alpha1.EvaluateTask;
import dev.fedmoe.protocol.v1alpha1.EvaluationReport;
import dev.fedmoe.worker.data.Dataset;
import dev.fedmoe.worker.model.Score;
import dev.fedmoe.worker.model.Scorer;
import dev.fedmoe.worker.model.Weights;
import dev.fedmoe.worker.session.PartCache.Fetched;
import java.time.Duration;
import java.util.stream.IntStream;

/** An evaluator's work: scoring committed models on a test set of its own. */
final class EvaluationWork {
    private static final Duration FETCH = Duration.ofMinutes(5);
    private static final Duration REPORT = Duration.ofMinutes(1);

    private final String client;
    private final CoordinatorLink link;
    private final Workplace place;
    private final JobTerms job;
    private final Dataset test;

    EvaluationWork(String client, CoordinatorLink link, Workplace place, JobTerms job, Dataset test) {
        this.client = client;
        this.link = link;
        this.place = place;
        this.job = job;
        this.test = test;
    }

    void perform(EvaluateTask task, long epoch) throws LinkException {
        Fetched fetched = place.parts(job).fetch(link, client, epoch, task.getPartsList(), FETCH);
        place.download().seen(fetched.sizeBytes(), fetched.took());
        Score score = place.inTurn(() -> score(fetched));
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

    private Score score(Fetched fetched) {
        var held = fetched.parts().keySet().stream()
                .filter(PartId::isExpert)
                .map(PartId::index)
                .toList();
        try (var weights = new Weights(place.tensors(), job.model(), held)) {
            fetched.parts().forEach(weights::load);
            return new Scorer(place.tensors(), weights)
                    .score(test, IntStream.range(0, test.size()).toArray());
        }
    }
}
