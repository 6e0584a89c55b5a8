package dev.fedmoe.protocol.server;

import dev.fedmoe.protocol.v1alpha1.ApplyReply;
import dev.fedmoe.protocol.v1alpha1.DesiredJob;
import dev.fedmoe.protocol.v1alpha1.Progress;

/** What the control service needs of a coordinator. The service has verified that the caller is the control side. */
public interface ControlPort {
    ApplyReply apply(DesiredJob desired);

    /** Starts with the current state; {@code feed} is called again on each change until the result is closed. */
    Watch watch(ProgressFeed feed);

    /** Takes the newest state. Never blocks; the service conflates for slow watchers. */
    interface ProgressFeed {
        void send(Progress progress);

        void end();
    }

    /** The service closes it when the watcher goes. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
