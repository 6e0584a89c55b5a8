package dev.fedmoe.operator.link;

import dev.fedmoe.operator.identity.ControlTokens;
import dev.fedmoe.protocol.client.LinkException;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** One job's share of the threads, the log and the listeners. */
final class JobLinkContext implements LinkContext {
    private static final Logger log = Logger.getLogger(JobLink.class);

    private final String job;
    private final LinkThreads threads;
    private final ControlTokens tokens;
    private final RandomGenerator random;
    private final InstantSource clock;
    private final RingDebouncer bell;

    JobLinkContext(
            ResourceID job,
            Consumer<ResourceID> tell,
            LinkThreads threads,
            ControlTokens tokens,
            RandomGenerator random,
            InstantSource clock) {
        this.job = job.getNamespace().orElse("") + "/" + job.getName();
        this.threads = threads;
        this.tokens = tokens;
        this.random = random;
        this.clock = clock;
        this.bell = new RingDebouncer(() -> tell.accept(job), threads.timer(), threads.telling(), System::nanoTime);
    }

    @Override
    public ControlTokens tokens() {
        return tokens;
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public void connecting(Runnable work) {
        threads.connecting(work);
    }

    @Override
    public void later(Duration pause, Runnable work) {
        threads.later(pause, work);
    }

    @Override
    public void news(boolean urgent) {
        bell.news(urgent);
    }

    @Override
    public void lost(boolean was, @Nullable String why) {
        if (was) {
            said(() -> log.infof("the coordinator of %s went away, connecting again: %s", job, why));
            bell.news(true);
        } else {
            said(() -> log.debugf("the coordinator of %s does not answer yet: %s", job, why));
        }
    }

    @Override
    public void refused(LinkException why) {
        said(() -> {
            if (why.isOutage()) {
                log.debugf("an order to the coordinator of %s is sent again: %s", job, why.getMessage());
            } else {
                log.warnf("the coordinator of %s refuses an order, sending it again: %s", job, why.getMessage());
            }
        });
    }

    private void said(Runnable message) {
        MDC.put("job", job);
        try {
            message.run();
        } finally {
            MDC.remove("job");
        }
    }
}
