package dev.fedmoe.protocol.server;

import dev.fedmoe.protocol.ErrorCatalogue;
import dev.fedmoe.protocol.RefusedRequest;
import dev.fedmoe.protocol.Verdict;
import dev.fedmoe.protocol.server.FederationPort.Subscription;
import dev.fedmoe.protocol.server.FederationPort.TaskFeed;
import dev.fedmoe.protocol.transfer.TransferFrame;
import dev.fedmoe.protocol.transfer.TransferMethods;
import dev.fedmoe.protocol.v1alpha1.DownloadFrame;
import dev.fedmoe.protocol.v1alpha1.DownloadRequest;
import dev.fedmoe.protocol.v1alpha1.EvaluationReply;
import dev.fedmoe.protocol.v1alpha1.EvaluationReport;
import dev.fedmoe.protocol.v1alpha1.FederationGrpc;
import dev.fedmoe.protocol.v1alpha1.JoinReply;
import dev.fedmoe.protocol.v1alpha1.JoinRequest;
import dev.fedmoe.protocol.v1alpha1.Refusal;
import dev.fedmoe.protocol.v1alpha1.Task;
import dev.fedmoe.protocol.v1alpha1.TasksRequest;
import dev.fedmoe.protocol.v1alpha1.UploadFrame;
import dev.fedmoe.protocol.v1alpha1.UploadReply;
import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.util.Optional;

/** The workers' calls: translates, delegates, translates. */
final class FederationService implements FederationGrpc.AsyncService, BindableService {
    /** Tasks a client may leave unread; one that leaves more does not live. */
    private static final int MAX_WAITING_TASKS = 256;

    private final FederationPort port;
    private final TransferMethods methods;
    private final MinThroughputGuard.Factory floor;

    FederationService(FederationPort port, TransferMethods methods, MinThroughputGuard.Factory floor) {
        this.port = port;
        this.methods = methods;
        this.floor = floor;
    }

    @Override
    public ServerServiceDefinition bindService() {
        var service = ServerServiceDefinition.builder(FederationGrpc.SERVICE_NAME);
        String upload = methods.upload().getFullMethodName();
        String download = methods.download().getFullMethodName();
        for (var method : FederationGrpc.bindService(this).getMethods()) {
            String name = method.getMethodDescriptor().getFullMethodName();
            if (!name.equals(upload) && !name.equals(download)) {
                service.addMethod(method);
            }
        }
        return service.addMethod(methods.upload(), ServerCalls.asyncBidiStreamingCall(this::receive))
                .addMethod(methods.download(), ServerCalls.asyncServerStreamingCall(this::send))
                .build();
    }

    @Override
    public void join(JoinRequest request, StreamObserver<JoinReply> reply) {
        answer(
                request.getClient(),
                ReportValidator.join(request)
                        .<Verdict<JoinReply>>map(Verdict.Denied::new)
                        .orElseGet(() -> port.join(CallerInterceptor.caller(), request)),
                reply);
    }

    @Override
    public void reportEvaluation(EvaluationReport report, StreamObserver<EvaluationReply> reply) {
        answer(
                report.getClient(),
                ReportValidator.evaluation(report)
                        .<Verdict<EvaluationReply>>map(Verdict.Denied::new)
                        .orElseGet(() -> port.evaluation(CallerInterceptor.caller(), report)),
                reply);
    }

    private <T> void answer(String client, Verdict<T> verdict, StreamObserver<T> reply) {
        if (verdict instanceof Verdict.Granted<T> granted) {
            reply.onNext(granted.value());
            reply.onCompleted();
        } else if (verdict instanceof Verdict.Denied<T> denied) {
            refuse(client, denied.why(), reply);
        }
    }

    private void refuse(String client, RefusedRequest why, StreamObserver<?> reply) {
        port.refused(PartAnnouncement.shorten(client), why);
        reply.onError(ErrorCatalogue.exception(why));
    }

    @Override
    public void tasks(TasksRequest request, StreamObserver<Task> observer) {
        var peer = (ServerCallStreamObserver<Task>) observer;
        var outbox = new OutboundQueue<Task>(peer, (waiting, task) -> {
            waiting.add(task);
            return unread(request.getClient(), waiting.size());
        });
        var closing = new CallCompletion(peer, outbox::abandon);
        var feed = new TaskFeed() {
            @Override
            public void send(Task task) {
                outbox.send(task);
            }

            @Override
            public void end() {
                outbox.end();
            }
        };
        Verdict<Subscription> verdict = port.subscribe(CallerInterceptor.caller(), request, feed);
        if (verdict instanceof Verdict.Granted<Subscription> granted) {
            closing.also(granted.value()::close);
        } else if (verdict instanceof Verdict.Denied<Subscription> denied) {
            refuse(request.getClient(), denied.why(), observer);
        }
    }

    private Optional<RefusedRequest> unread(String client, int tasks) {
        if (tasks <= MAX_WAITING_TASKS) {
            return Optional.empty();
        }
        var why = new RefusedRequest(Refusal.REFUSAL_TOO_SLOW, client + " has left " + tasks + " tasks unread");
        port.refused(client, why);
        return Optional.of(why);
    }

    private StreamObserver<TransferFrame<UploadFrame>> receive(StreamObserver<UploadReply> observer) {
        return new UploadSession(
                port,
                CallerInterceptor.caller(),
                methods.buffers(),
                (ServerCallStreamObserver<UploadReply>) observer,
                floor);
    }

    private void send(DownloadRequest request, StreamObserver<TransferFrame<DownloadFrame>> observer) {
        if (request.getPartsCount() > port.manifest().parts().size()) {
            refuse(
                    request.getClient(),
                    new RefusedRequest(
                            Refusal.REFUSAL_UNKNOWN_PART,
                            request.getPartsCount() + " parts asked for, the manifest has "
                                    + port.manifest().parts().size()),
                    observer);
            return;
        }
        var session = new DownloadSession(
                port,
                CallerInterceptor.caller(),
                request,
                methods.buffers(),
                (ServerCallStreamObserver<TransferFrame<DownloadFrame>>) observer,
                floor);
        session.pump();
    }
}
