package dev.fedmoe.coordinator.drive;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.fedmoe.coordinator.job.Job;
import dev.fedmoe.coordinator.job.Roster;
import dev.fedmoe.coordinator.store.DesiredStateFile;
import dev.fedmoe.protocol.server.ControlPort;
import dev.fedmoe.protocol.v1alpha1.ApplyReply;
import dev.fedmoe.protocol.v1alpha1.DesiredJob;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The control port over the decision loop. */
final class LoopControl implements ControlPort {
    private final State state;
    private final Loop loop;
    private final Clients clients;
    private final Reporter reporter;
    private final DesiredStateFile file;

    LoopControl(State state, Loop loop, Clients clients, Reporter reporter, DesiredStateFile file) {
        this.state = state;
        this.loop = loop;
        this.clients = clients;
        this.reporter = reporter;
        this.file = file;
    }

    /** The roster on the volume; empty before the first. */
    static Roster stored(DesiredStateFile file) throws IOException {
        var desired = DesiredJob.newBuilder();
        var text = file.read();
        if (text.isPresent()) {
            JsonFormat.parser().ignoringUnknownFields().merge(text.get(), desired);
        }
        return Roster.of(desired.build());
    }

    /** Kept on the volume before it is in force, so that a restart goes on with it. An older generation changes nothing. */
    @Override
    public synchronized ApplyReply apply(DesiredJob desired) {
        if (desired.getGeneration() > state.roster().generation()
                || state.roster().generation() == 0) {
            if (desired.hasTraining()) {
                Job.requireTraining(desired.getTraining());
            }
            try {
                file.write(JsonFormat.printer().print(desired));
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException("a message we received cannot be printed", e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            loop.ask(() -> {
                clients.apply(Roster.of(desired));
                return desired;
            });
        }
        return ApplyReply.newBuilder()
                .setGeneration(state.roster().generation())
                .build();
    }

    @Override
    public Watch watch(ProgressFeed feed) {
        var watcher = loop.ask(() -> reporter.watch(feed));
        return () -> loop.tell(() -> reporter.leave(watcher));
    }
}
