package dev.fedmoe.protocol.server;

import dev.fedmoe.core.model.PartId;
import dev.fedmoe.core.model.PartSpec;
import dev.fedmoe.protocol.RefusedRequest;
import dev.fedmoe.protocol.Verdict;
import dev.fedmoe.protocol.client.CoordinatorLink;
import dev.fedmoe.protocol.client.LinkException;
import dev.fedmoe.protocol.server.FederationPort.Reception;
import dev.fedmoe.protocol.server.FederationPort.UpdateTicket;
import dev.fedmoe.protocol.transfer.ChunkBuffers;
import dev.fedmoe.protocol.transfer.PartReader;
import dev.fedmoe.protocol.transfer.PartSink;
import dev.fedmoe.protocol.transfer.PartSource;
import dev.fedmoe.protocol.transfer.TransferFrame;
import dev.fedmoe.protocol.v1alpha1.EvaluationReport;
import dev.fedmoe.protocol.v1alpha1.JoinReply;
import dev.fedmoe.protocol.v1alpha1.JoinRequest;
import dev.fedmoe.protocol.v1alpha1.PartBegin;
import dev.fedmoe.protocol.v1alpha1.PartVerdict;
import dev.fedmoe.protocol.v1alpha1.Refusal;
import dev.fedmoe.protocol.v1alpha1.TasksRequest;
import dev.fedmoe.protocol.v1alpha1.UpdateHeader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The link of a client to a coordinator in its own process: the same checks of claims, digests and values as over the network, but
 * no network. Nothing breaks, so nothing is resumed or waited for; no token is asked for either: whoever makes the link says who
 * is calling.
 */
public final class DirectCoordinatorLink implements CoordinatorLink {
    private static final int KEPT_CHUNKS = 1;

    private final FederationPort port;
    private final AuthenticatedCaller caller;
    private final ChunkBuffers buffers = new ChunkBuffers(KEPT_CHUNKS);

    public DirectCoordinatorLink(FederationPort port, AuthenticatedCaller caller) {
        this.port = port;
        this.caller = caller;
    }

    @Override
    public JoinReply join(JoinRequest request, Duration within) throws LinkException {
        return granted(request.getClient(), ReportValidator.join(request), () -> port.join(caller, request));
    }

    @Override
    public TaskStream tasks(TasksRequest request) throws LinkException {
        var stream = new DirectTaskStream("tasks of " + request.getClient());
        stream.begin(
                granted(request.getClient(), Optional.empty(), () -> port.subscribe(caller, request, stream.feed())));
        return stream;
    }

    @Override
    public void download(String client, long epoch, List<Fetch> parts, Duration within) throws LinkException {
        for (Fetch fetch : parts) {
            try (PartSource source =
                    granted(client, Optional.empty(), () -> port.open(caller, client, epoch, fetch.part()))) {
                copy(source, fetch.sink());
            } catch (IOException e) {
                throw broken(fetch.part().getPart() + " cannot be copied: " + e.getMessage(), e);
            }
        }
    }

    private void copy(PartSource source, PartSink sink) throws IOException {
        var reader = new PartReader(source, sink.verifiedBytes(), buffers);
        while (reader.hasNext()) {
            TransferFrame.Piece<Object> piece = reader.next();
            sink.append(piece.content());
            buffers.give(piece.content());
        }
        if (sink.crc32c() != source.crc32c()) {
            sink.reset();
            throw new IOException("its digest does not match");
        }
    }

    @Override
    public List<PartVerdict> upload(UpdateHeader header, List<Submission> parts, Duration within) throws LinkException {
        String client = header.getClient();
        var wrong = ReportValidator.report(port.manifest(), header.getReport());
        try (UpdateTicket ticket = granted(client, wrong, () -> port.update(caller, header))) {
            var verdicts = new ArrayList<PartVerdict>();
            for (Submission part : parts) {
                Verdict<PartId> verdict = new PartAnnouncement(port.manifest())
                        .part(part.base())
                        .fold(spec -> submit(ticket, spec, part), Verdict.Denied::new);
                verdicts.add(told(client, part.base().getPart(), verdict));
            }
            return verdicts;
        }
    }

    private Verdict<PartId> submit(UpdateTicket ticket, PartSpec spec, Submission part) {
        return ticket.begin(spec.id(), part.base().getVersion())
                .fold(
                        reception -> reception instanceof Reception.Receive receive
                                ? receive(ticket, spec, part, receive.sink())
                                : Verdict.granted(spec.id()),
                        Verdict.Denied::new);
    }

    private Verdict<PartId> receive(UpdateTicket ticket, PartSpec spec, Submission part, PartSink sink) {
        var announced = PartBegin.newBuilder().setCrc32C(part.source().crc32c()).build();
        var incoming = new PartReceiver(spec, announced, sink, port.maxAbsValue());
        try {
            var reader = new PartReader(part.source(), incoming.offset(), buffers);
            while (reader.hasNext()) {
                TransferFrame.Piece<Object> piece = reader.next();
                var wrong = incoming.take(piece);
                buffers.give(piece.content());
                if (wrong.isPresent()) {
                    return new Verdict.Denied<>(wrong.get());
                }
            }
            Optional<RefusedRequest> wrong =
                    incoming.missingBytes() == 0 ? incoming.finish() : Optional.of(incoming.truncated());
            return wrong.<Verdict<PartId>>map(Verdict.Denied::new).orElseGet(() -> ticket.complete(spec.id()));
        } catch (IOException e) {
            return Verdict.denied(Refusal.REFUSAL_NO_ROOM, spec.id() + " cannot be stored now: " + e.getMessage());
        }
    }

    private PartVerdict told(String client, String part, Verdict<PartId> verdict) {
        return verdict.fold(id -> PartVerdict.newBuilder().setPart(part).build(), why -> {
            port.refused(client, why);
            return PartVerdict.newBuilder()
                    .setPart(part)
                    .setRefusal(why.refusal())
                    .setMessage(why.message())
                    .build();
        });
    }

    @Override
    public void reportEvaluation(EvaluationReport report, Duration within) throws LinkException {
        granted(report.getClient(), ReportValidator.evaluation(report), () -> port.evaluation(caller, report));
    }

    @Override
    public void close() {}

    private interface Call<T> {
        Verdict<T> answer();
    }

    /** What the port grants; a refusal of either side is counted once and thrown. */
    private <T> T granted(String client, Optional<RefusedRequest> wrong, Call<T> call) throws LinkException {
        Verdict<T> verdict = wrong.<Verdict<T>>map(Verdict.Denied::new).orElseGet(call::answer);
        if (verdict instanceof Verdict.Granted<T> granted) {
            return granted.value();
        }
        var why = ((Verdict.Denied<T>) verdict).why();
        port.refused(client, why);
        throw new LinkException(why.refusal(), why.message(), null);
    }

    private static LinkException broken(String what, Exception cause) {
        return new LinkException(Refusal.REFUSAL_UNSPECIFIED, what, cause);
    }
}
