package dev.fedmoe.operator.link;

import dev.fedmoe.operator.identity.ControlTokens;
import dev.fedmoe.operator.timing.Debouncer;
import dev.fedmoe.protocol.client.LinkException;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** One job's share of the threads, the log and the listeners. */
final class JobLinkContext implements LinkContext {
    private static final Logger log = Logger.getLogger(JobLink.class);

    private final ResourceID job;
    private final String name;
    private final LinkThreads threads;
    private final ControlTokens tokens;
    private final RandomGenerator random;
    private final InstantSource clock;
    private final Debouncer<ResourceID> bell;

    JobLinkContext(
            ResourceID job,
            Debouncer<ResourceID> bell,
            LinkThreads threads,
            ControlTokens tokens,
            RandomGenerator random,
            InstantSource clock) {
        this.job = job;
        this.name = job.getNamespace().orElse("") + "/" + job.getName();
        this.threads = threads;
        this.tokens = tokens;
        this.random = random;
        this.clock = clock;
        this.bell = bell;
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
        if (urgent) {
            bell.askNow(job);
        } else {
            bell.ask(job);
        }
    }

    @Override
    public void lost(boolean was, @Nullable String why) {
        if (was) {
            said(() -> log.infof("the coordinator of %s went away, connecting again: %s", name, why));
            bell.askNow(job);
        } else {
            said(() -> log.debugf("the coordinator of %s does not answer yet: %s", name, why));
        }
    }

    @Override
    public void refused(LinkException why) {
        said(() -> {
            if (why.isOutage()) {
                log.debugf("an order to the coordinator of %s is sent again: %s", name, why.getMessage());
            } else {
                log.warnf("the coordinator of %s refuses an order, sending it again: %s", name, why.getMessage());
            }
        });
    }

    private void said(Runnable message) {
        MDC.put("job", name);
        try {
            message.run();
        } finally {
            MDC.remove("job");
        }
    }
}
