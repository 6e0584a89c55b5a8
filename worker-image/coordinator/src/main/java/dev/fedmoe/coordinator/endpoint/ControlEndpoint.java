package dev.fedmoe.coordinator.endpoint;

import dev.fedmoe.coordinator.progress.ProgressReporter;
import dev.fedmoe.coordinator.store.DesiredStateFile;
import dev.fedmoe.core.federation.FederationEvent.DesiredStateApplied;
import dev.fedmoe.core.job.state.DesiredState;
import dev.fedmoe.protocol.DesiredStateCodec;
import dev.fedmoe.protocol.server.ControlPort;
import dev.fedmoe.protocol.v1alpha1.ApplyReply;
import dev.fedmoe.protocol.v1alpha1.DesiredJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the control side calls. */
public final class ControlEndpoint implements ControlPort {
    private static final Logger log = LoggerFactory.getLogger(ControlEndpoint.class);

    private final EngineAccess engine;
    private final ProgressReporter reporter;
    private final DesiredStateFile file;

    public ControlEndpoint(EngineAccess engine, ProgressReporter reporter, DesiredStateFile file) {
        this.engine = engine;
        this.reporter = reporter;
        this.file = file;
    }

    /** The desired state on the volume; nothing is desired before the first, nor when another version wrote it: it is told again. */
    public static DesiredState stored(DesiredStateFile file) throws IOException {
        var text = file.read();
        if (text.isEmpty()) {
            return DesiredState.NONE;
        }
        try {
            return DesiredStateCodec.fromJson(text.get());
        } catch (IllegalArgumentException e) {
            log.warn("the desired state on the volume cannot be read ({}): it is waited for anew", e.getMessage());
            return DesiredState.NONE;
        }
    }

    /** Kept on the volume before it is in force, so that a restart goes on with it. An older generation changes nothing. */
    @Override
    public synchronized ApplyReply apply(DesiredJob message) {
        var desired = DesiredStateCodec.decode(message);
        if (!engine.state().isOutdated(desired)) {
            try {
                file.write(DesiredStateCodec.toJson(desired));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            engine.await(new DesiredStateApplied(desired));
        }
        return ApplyReply.newBuilder()
                .setGeneration(engine.state().desired().generation())
                .build();
    }

    @Override
    public Watch watch(ProgressFeed feed) {
        var watcher = reporter.watch(feed);
        return () -> reporter.leave(watcher);
    }
}
