package dev.fedmoe.protocol.server;

import com.google.protobuf.Duration;
import dev.fedmoe.core.fitness.LabelSketch;
import dev.fedmoe.core.model.ModelManifest;
import dev.fedmoe.protocol.RefusedRequest;
import dev.fedmoe.protocol.v1alpha1.ClientProfile;
import dev.fedmoe.protocol.v1alpha1.EvaluationReport;
import dev.fedmoe.protocol.v1alpha1.ExpertReport;
import dev.fedmoe.protocol.v1alpha1.JoinRequest;
import dev.fedmoe.protocol.v1alpha1.Refusal;
import dev.fedmoe.protocol.v1alpha1.Role;
import dev.fedmoe.protocol.v1alpha1.RoundReport;
import java.util.List;
import java.util.Optional;

/** Ranges of what peers claim. What is possible passes here; what is plausible is the coordinator's to clamp. */
final class ReportValidator {
    /** Beyond any data set, far from overflow in sums. */
    static final long MAX_SAMPLES = 1L << 40;

    /** A label value of Kubernetes, and then some. */
    private static final int MAX_NAME = 253;

    /** Of the sum of 32 doubles that make 1. */
    private static final double ROUNDING = 1e-9;

    private ReportValidator() {}

    static Optional<RefusedRequest> join(JoinRequest request) {
        if (request.getClient().isEmpty() || request.getClient().length() > MAX_NAME) {
            return bad(
                    "client", "of " + request.getClient().length() + " characters", "1 to " + MAX_NAME + " characters");
        }
        if (request.getRole() != Role.ROLE_TRAINER && request.getRole() != Role.ROLE_EVALUATOR) {
            return bad("role", request.getRole(), "ROLE_TRAINER or ROLE_EVALUATOR");
        }
        return count("training_samples", request.getTrainingSamples(), 0)
                .or(() -> count("holdout_samples", request.getHoldoutSamples(), 0))
                .or(() -> profile(request.getProfile()))
                .or(() -> sketch(request.getLabelSketchList()));
    }

    /** Shares, so that no client weighs more by what it says of its labels. How many there must be, the coordinator knows. */
    private static Optional<RefusedRequest> sketch(List<Double> shares) {
        if (shares.size() > LabelSketch.MAX_BUCKETS) {
            return bad("label_sketch", "of " + shares.size() + " shares", "at most " + LabelSketch.MAX_BUCKETS);
        }
        double sum = 0;
        for (int b = 0; b < shares.size(); b++) {
            double share = shares.get(b);
            if (!(share >= 0 && share <= 1)) {
                return bad("label_sketch[" + b + "]", share, "0 to 1");
            }
            sum += share;
        }
        return shares.isEmpty() || Math.abs(sum - 1) <= ROUNDING
                ? Optional.empty()
                : bad("the sum of label_sketch", sum, "1");
    }

    static Optional<RefusedRequest> report(ModelManifest manifest, RoundReport report) {
        return count("samples", report.getSamples(), 1)
                .or(() -> experts(manifest, report))
                .or(() -> score("holdout_correct", report.getHoldoutCorrect(), report.getHoldoutSamples(), 0))
                .or(() -> finite("loss_before", report.getLossBefore()))
                .or(() -> finite("loss_after", report.getLossAfter()))
                .or(() -> duration("step", report.getStep()))
                .or(() -> duration("fetch", report.getFetch()))
                .or(() -> duration("train", report.getTrain()))
                .or(() -> duration("previous_upload", report.getPreviousUpload()))
                .or(() -> profile(report.getProfile()));
    }

    static Optional<RefusedRequest> evaluation(EvaluationReport report) {
        return score("correct", report.getCorrect(), report.getSamples(), 1)
                .or(() -> finite("loss", report.getLoss()))
                .or(() -> profile(report.getProfile()));
    }

    private static Optional<RefusedRequest> experts(ModelManifest manifest, RoundReport report) {
        int previous = -1;
        for (ExpertReport expert : report.getExpertsList()) {
            int index = expert.getExpert();
            if (index <= previous || index >= manifest.experts()) {
                return bad("expert", index, "ascending indices from 0 to " + (manifest.experts() - 1));
            }
            previous = index;
            var wrong = finite("loss of expert/" + index, expert.getLoss())
                    .or(() -> count("samples of expert/" + index, expert.getSamples(), 0));
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    private static Optional<RefusedRequest> score(String name, long correct, long samples, long fewest) {
        if (correct < 0 || correct > samples) {
            return bad(name, correct, "0 to the " + samples + " samples scored");
        }
        return count("samples behind " + name, samples, fewest);
    }

    private static Optional<RefusedRequest> profile(ClientProfile profile) {
        return finite("samples_per_second", profile.getSamplesPerSecond())
                .or(() -> finite("download_bytes_per_second", profile.getDownloadBytesPerSecond()))
                .or(() -> finite("upload_bytes_per_second", profile.getUploadBytesPerSecond()))
                .or(() -> size("cpu_millis", profile.getCpuMillis()))
                .or(() -> size("memory_bytes", profile.getMemoryBytes()))
                .or(() -> size("peak_memory_bytes", profile.getPeakMemoryBytes()));
    }

    private static Optional<RefusedRequest> count(String name, long value, long fewest) {
        return value >= fewest && value <= MAX_SAMPLES
                ? Optional.empty()
                : bad(name, value, fewest + " to " + MAX_SAMPLES);
    }

    private static Optional<RefusedRequest> size(String name, long value) {
        return value >= 0 ? Optional.empty() : bad(name, value, "at least 0");
    }

    private static Optional<RefusedRequest> finite(String name, double value) {
        return value >= 0 && Double.isFinite(value) ? Optional.empty() : bad(name, value, "finite and at least 0");
    }

    private static Optional<RefusedRequest> duration(String name, Duration value) {
        return value.getSeconds() >= 0 && value.getSeconds() < 1L << 32 && value.getNanos() >= 0
                ? Optional.empty()
                : bad(name, value.getSeconds() + " s", "0 to 2^32 seconds");
    }

    private static Optional<RefusedRequest> bad(String name, Object value, String expected) {
        return Optional.of(
                new RefusedRequest(Refusal.REFUSAL_BAD_REPORT, name + " is " + value + ", expected " + expected));
    }
}
