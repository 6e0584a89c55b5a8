package dev.fedmoe.protocol.client;

import dev.fedmoe.protocol.v1alpha1.EvaluationReport;
import dev.fedmoe.protocol.v1alpha1.FederationGrpc;
import dev.fedmoe.protocol.v1alpha1.JoinReply;
import dev.fedmoe.protocol.v1alpha1.JoinRequest;
import dev.fedmoe.protocol.v1alpha1.PartVerdict;
import dev.fedmoe.protocol.v1alpha1.Task;
import dev.fedmoe.protocol.v1alpha1.TasksRequest;
import dev.fedmoe.protocol.v1alpha1.UpdateHeader;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The link over gRPC. Stateless between calls; several may share one channel. */
final class GrpcCoordinatorLink implements CoordinatorLink {
    private final Channel channel;
    private final CallOptions options;
    private final Retry retry;

    GrpcCoordinatorLink(Channel channel, BearerToken token, Retry retry) {
        this.channel = channel;
        this.options = CallOptions.DEFAULT.withCallCredentials(token);
        this.retry = retry;
    }

    @Override
    public JoinReply join(JoinRequest request, Duration within) throws LinkException {
        return unary(FederationGrpc.getJoinMethod(), request, "join as " + request.getClient(), within);
    }

    @Override
    public TaskStream tasks(TasksRequest request) {
        var stream = new MessageStream<Task>(
                "tasks of " + request.getClient(),
                ClientCalls.blockingV2ServerStreamingCall(channel, FederationGrpc.getTasksMethod(), options, request));
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
        var download = new Downloading(channel, client, epoch, parts);
        retry.until(within, "download for " + client, deadline -> {
            download.attempt(options.withDeadline(deadline));
            return true;
        });
    }

    @Override
    public List<PartVerdict> upload(UpdateHeader header, List<Submission> parts, Duration within) throws LinkException {
        var upload = new Uploading(channel, header, parts);
        return retry.until(
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
        return retry.until(
                within,
                what,
                deadline -> ClientCalls.blockingV2UnaryCall(channel, method, options.withDeadline(deadline), request));
    }

    /** The connection stays for the process's other clients. */
    @Override
    public void close() {}
}
