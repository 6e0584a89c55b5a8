package dev.fedmoe.operator.link;

import dev.fedmoe.operator.identity.ControlTokens;
import dev.fedmoe.protocol.client.LinkException;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What one job's link needs of the rest. No call blocks. */
interface LinkContext {
    ControlTokens tokens();

    RandomGenerator random();

    Instant now();

    /** Runs what may block for some seconds. */
    void connecting(Runnable work);

    void later(Duration pause, Runnable work);

    /** There is a new report. */
    void news(boolean urgent);

    /** An attempt to watch is over. {@code was}: it was connected. */
    void lost(boolean was, @Nullable String why);

    /** An order was not taken on, and is sent again. */
    void refused(LinkException why);
}
