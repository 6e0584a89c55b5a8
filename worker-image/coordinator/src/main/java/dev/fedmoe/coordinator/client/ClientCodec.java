package dev.fedmoe.coordinator.client;

import dev.fedmoe.core.federation.client.JoinClaim;
import dev.fedmoe.core.federation.client.UpdateReport;
import dev.fedmoe.core.federation.client.UpdateReport.ExpertOutcome;
import dev.fedmoe.core.federation.client.WorkerProfile;
import dev.fedmoe.core.job.state.ClientRole;
import dev.fedmoe.protocol.v1alpha1.ClientProfile;
import dev.fedmoe.protocol.v1alpha1.JoinRequest;
import dev.fedmoe.protocol.v1alpha1.Role;
import dev.fedmoe.protocol.v1alpha1.RoundReport;

/** What clients say of themselves, in the words of core and back. */
public final class ClientCodec {
    private ClientCodec() {}

    public static JoinClaim decode(JoinRequest request) {
        return new JoinClaim(
                role(request),
                decode(request.getProfile()),
                request.getTrainingSamples(),
                request.getLabelSketchList());
    }

    /** A client that names no role trains. */
    public static ClientRole role(JoinRequest request) {
        return request.getRole() == Role.ROLE_EVALUATOR ? ClientRole.EVALUATOR : ClientRole.TRAINER;
    }

    public static UpdateReport decode(RoundReport report) {
        return new UpdateReport(
                report.getSamples(),
                report.getExpertsList().stream()
                        .map(expert -> new ExpertOutcome(expert.getExpert(), expert.getLoss(), expert.getSamples()))
                        .toList(),
                report.getHoldoutCorrect(),
                report.getHoldoutSamples(),
                decode(report.getProfile()));
    }

    public static WorkerProfile decode(ClientProfile profile) {
        return new WorkerProfile(
                profile.getCpuMillis(),
                profile.getMemoryBytes(),
                profile.getSamplesPerSecond(),
                profile.getDownloadBytesPerSecond(),
                profile.getUploadBytesPerSecond(),
                profile.getPeakMemoryBytes());
    }

    public static ClientProfile encode(WorkerProfile profile) {
        return ClientProfile.newBuilder()
                .setCpuMillis(profile.cpuMillis())
                .setMemoryBytes(profile.memoryBytes())
                .setSamplesPerSecond(profile.samplesPerSecond())
                .setDownloadBytesPerSecond(profile.downloadBytesPerSecond())
                .setUploadBytesPerSecond(profile.uploadBytesPerSecond())
                .setPeakMemoryBytes(profile.peakMemoryBytes())
                .build();
    }
}
