package dev.fedmoe.operator.link;

import dev.fedmoe.operator.identity.ControlTokens;
import dev.fedmoe.operator.leadership.Leadership;
import dev.fedmoe.operator.timing.Debouncer;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Over gRPC, one connection a job. The threads are few and shared: gRPC's own, two that connect, one for time, one that tells.
 * A replica that ceases to lead drops every connection.
 */
@Singleton
public class GrpcCoordinatorLinks implements CoordinatorLinks {
    private static final Logger log = Logger.getLogger(GrpcCoordinatorLinks.class);

    private final Leadership leadership;
    private final LinkThreads threads = new LinkThreads();
    private final Debouncer<ResourceID> bell = new Debouncer<>(
            job -> threads.telling(() -> tell(job)), Duration.ZERO, LinkPacing.TELL, threads::later, System::nanoTime);
    private final ControlTokens tokens;
    private final RandomGenerator random;
    private final InstantSource clock;
    private final Map<ResourceID, JobLink> links = new ConcurrentHashMap<>();
    private final List<Consumer<ResourceID>> listeners = new CopyOnWriteArrayList<>();

    @Inject
    GrpcCoordinatorLinks(Leadership leadership, ControlTokens tokens) {
        this(leadership, tokens, new java.util.Random(), InstantSource.system());
    }

    GrpcCoordinatorLinks(Leadership leadership, ControlTokens tokens, RandomGenerator random, InstantSource clock) {
        this.leadership = leadership;
        this.tokens = tokens;
        this.random = random;
        this.clock = clock;
    }

    @Override
    public void follow(ResourceID job, Address address) {
        if (!leadership.leads()) {
            return;
        }
        links.compute(job, (id, present) -> {
            if (present != null && present.address().equals(address)) {
                return present;
            }
            return replaced(id, address, present);
        });
    }

    private JobLink replaced(ResourceID job, Address address, @Nullable JobLink former) {
        if (former != null) {
            former.close();
        }
        var link = new JobLink(address, new JobLinkContext(job, bell, threads, tokens, random, clock), former);
        threads.connecting(link::connect);
        return link;
    }

    @Override
    public void order(ResourceID job, CoordinatorOrder order) {
        JobLink link = links.get(job);
        if (link != null && leadership.leads()) {
            link.order(order);
        }
    }

    @Override
    public Optional<Report> latest(ResourceID job) {
        return Optional.ofNullable(links.get(job)).flatMap(JobLink::report);
    }

    /** Of every job that is followed and has reported. */
    public Map<ResourceID, Report> reports() {
        var reports = new HashMap<ResourceID, Report>();
        links.forEach((job, link) -> link.report().ifPresent(report -> reports.put(job, report)));
        return reports;
    }

    @Override
    public void forget(ResourceID job) {
        JobLink link = links.remove(job);
        if (link != null) {
            link.close();
            tokens.forget(link.address().audience());
            bell.forget(job);
        }
    }

    @Override
    public void listen(Consumer<ResourceID> listener) {
        listeners.add(listener);
    }

    void start(@Observes StartupEvent event) {
        leadership.listen(leads -> {
            if (!leads) {
                List.copyOf(links.keySet()).forEach(this::forget);
            }
        });
    }

    void stop(@Observes ShutdownEvent event) {
        close();
    }

    void close() {
        List.copyOf(links.keySet()).forEach(this::forget);
        threads.close();
    }

    private void tell(ResourceID job) {
        for (Consumer<ResourceID> listener : listeners) {
            try {
                listener.accept(job);
            } catch (RuntimeException e) {
                log.errorf(e, "a listener failed on news of %s", job);
            }
        }
    }
}
