package dev.fedmoe.worker.session;

import com.google.protobuf.util.Durations;
import dev.fedmoe.protocol.v1alpha1.ExpertReport;
import dev.fedmoe.protocol.v1alpha1.RoundReport;
import dev.fedmoe.worker.train.LocalTrainingOutcome;
import java.time.Duration;

/** Outcomes as messages. */
final class ReportMapper {
    private ReportMapper() {}

    static RoundReport.Builder round(LocalTrainingOutcome outcome) {
        var report = RoundReport.newBuilder()
                .setSamples(outcome.samples())
                .setHoldoutCorrect(outcome.holdout().correct())
                .setHoldoutSamples(outcome.holdout().samples())
                .setLossBefore(outcome.lossBefore())
                .setLossAfter(outcome.lossAfter())
                .setStep(duration(outcome.step()))
                .setTrain(duration(outcome.train()));
        outcome.experts()
                .forEach(e -> report.addExperts(ExpertReport.newBuilder()
                        .setExpert(e.expert())
                        .setLoss(e.loss())
                        .setSamples(e.samples())));
        return report;
    }

    static com.google.protobuf.Duration duration(Duration duration) {
        return Durations.fromNanos(duration.toNanos());
    }
}
