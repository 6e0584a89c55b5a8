package dev.fedmoe.protocol.client;

import dev.fedmoe.core.model.ModelManifest;
import dev.fedmoe.protocol.ManifestCodec;
import dev.fedmoe.protocol.v1alpha1.EvaluationReport;
import dev.fedmoe.protocol.v1alpha1.FederationGrpc;
import dev.fedmoe.protocol.v1alpha1.JoinReply;
import dev.fedmoe.protocol.v1alpha1.JoinRequest;
import dev.fedmoe.protocol.v1alpha1.PartVerdict;
import dev.fedmoe.protocol.v1alpha1.Refusal;
import dev.fedmoe.protocol.v1alpha1.Task;
import dev.fedmoe.protocol.v1alpha1.TasksRequest;
import dev.fedmoe.protocol.v1alpha1.UpdateHeader;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The link over gRPC; several share one channel. Remembers the manifest of the last join, nothing else. */
final class GrpcCoordinatorLink implements CoordinatorLink {
    private final LinkSettings wire;
    private final CallOptions options;
    private volatile @Nullable ModelManifest manifest;

    GrpcCoordinatorLink(LinkSettings wire, BearerToken token) {
        this.wire = wire;
        this.options = CallOptions.DEFAULT.withCallCredentials(token);
    }

    @Override
    public JoinReply join(JoinRequest request, Duration within) throws LinkException {
        String what = "join as " + request.getClient();
        JoinReply reply = unary(FederationGrpc.getJoinMethod(), request, what, within);
        try {
            manifest = ManifestCodec.decode(reply.getManifest());
        } catch (IllegalArgumentException e) {
            throw new LinkException(Refusal.UNRECOGNIZED, what + ": " + e.getMessage(), e);
        }
        return reply;
    }

    @Override
    public TaskStream tasks(TasksRequest request) {
        var stream = new MessageStream<Task>(
                "tasks of " + request.getClient(),
                ClientCalls.blockingV2ServerStreamingCall(
                        wire.channel(), FederationGrpc.getTasksMethod(), options, request));
        return new TaskStream() {
            @Override
            public Optional<Task> next(Duration within) throws LinkException {
                return stream.next(within);
            }

            @Override
            public void close() {
                stream.close();
            }
        };
    }

    @Override
    public void download(String client, long epoch, List<Fetch> parts, Duration within) throws LinkException {
        var download = new PartDownload(wire, joined(), client, epoch, parts);
        wire.retry().until(within, "download for " + client, deadline -> {
            download.attempt(options.withDeadline(deadline));
            return true;
        });
    }

    @Override
    public List<PartVerdict> upload(UpdateHeader header, List<Submission> parts, Duration within) throws LinkException {
        var upload = new UpdateUpload(wire, joined(), header, parts);
        return wire.retry()
                .until(
                        within,
                        "upload of " + header.getClient() + " for round " + header.getRound(),
                        deadline -> upload.attempt(options.withDeadline(deadline)));
    }

    @Override
    public void reportEvaluation(EvaluationReport report, Duration within) throws LinkException {
        unary(
                FederationGrpc.getReportEvaluationMethod(),
                report,
                "evaluation by " + report.getClient() + " of round " + report.getRound(),
                within);
    }

    private <Q, R> R unary(MethodDescriptor<Q, R> method, Q request, String what, Duration within)
            throws LinkException {
        return wire.retry()
                .until(
                        within,
                        what,
                        deadline -> ClientCalls.blockingV2UnaryCall(
                                wire.channel(), method, options.withDeadline(deadline), request));
    }

    private ModelManifest joined() {
        return Objects.requireNonNull(manifest, "join before any transfer: the manifest comes with it");
    }

    /** The connection stays for the process's other clients. */
    @Override
    public void close() {}
}
