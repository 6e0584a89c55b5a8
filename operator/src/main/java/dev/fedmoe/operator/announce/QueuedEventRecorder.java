package dev.fedmoe.operator.announce;

import dev.fedmoe.crds.client.EdgeClient;
import dev.fedmoe.operator.OperatorSettings;
import dev.fedmoe.operator.leadership.Leadership;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.HttpURLConnection;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** One thread, one bounded queue. What does not fit is dropped and counted. */
@Singleton
public class QueuedEventRecorder implements EventRecorder {
    private static final Logger log = Logger.getLogger(QueuedEventRecorder.class);
    private static final int QUEUED = 1000;

    /** Names written lately, so that a reconciler may say the same on every run without a call each. */
    private static final int REMEMBERED = 4096;

    private final KubernetesClient client;
    private final Leadership leadership;
    private final EventMapper shape;
    private final AtomicLong dropped = new AtomicLong();
    private final Map<String, Boolean> said = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };
    private final ThreadPoolExecutor writer;

    @Inject
    QueuedEventRecorder(KubernetesClient client, Leadership leadership, OperatorSettings settings) {
        this(client, leadership, new EventMapper(settings.identity(), InstantSource.system()), QUEUED);
    }

    QueuedEventRecorder(KubernetesClient client, Leadership leadership, EventMapper shape, int queued) {
        this.client = client;
        this.leadership = leadership;
        this.shape = shape;
        this.writer = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queued), QueuedEventRecorder::thread);
    }

    private static Thread thread(Runnable runnable) {
        var thread = new Thread(runnable, "events");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void announce(HasMetadata regarding, Announcement announcement) {
        Event event = shape.of(regarding, announcement);
        String name =
                event.getMetadata().getNamespace() + "/" + event.getMetadata().getName();
        if (leadership.leads() && remember(name)) {
            said(regarding, announcement);
            queue(event, name);
        }
    }

    private void queue(Event event, String name) {
        try {
            writer.execute(() -> write(event, name));
        } catch (RejectedExecutionException full) {
            drop(event, name, "too many others wait");
        }
    }

    /** Events that were not written since the start: the queue was full, or the API server away or unwilling. */
    public long dropped() {
        return dropped.get();
    }

    void stop(@Observes ShutdownEvent event) {
        writer.shutdownNow();
    }

    private void write(Event event, String name) {
        if (!leadership.leads()) {
            drop(event, name, "another replica leads");
            return;
        }
        try {
            client.resource(event).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                drop(event, name, String.valueOf(e.getMessage()));
            }
        }
    }

    /** An Event is gone after an hour, the log is not. */
    private static void said(HasMetadata regarding, Announcement said) {
        boolean client = regarding instanceof EdgeClient;
        if (client) {
            MDC.put("client", regarding.getMetadata().getName());
        }
        log.logf(
                said.kind() == Kind.Warning ? Logger.Level.WARN : Logger.Level.INFO,
                "%s %s: %s: %s",
                regarding.getKind(),
                regarding.getMetadata().getName(),
                said.reason(),
                said.message());
        if (client) {
            MDC.remove("client");
        }
    }

    /** It may be said again. */
    private void drop(Event event, String name, String why) {
        dropped.incrementAndGet();
        forget(name);
        log.debugf("event %s %s was not written: %s", event.getReason(), name, why);
    }

    private boolean remember(String name) {
        synchronized (said) {
            return said.put(name, true) == null;
        }
    }

    private void forget(String name) {
        synchronized (said) {
            said.remove(name);
        }
    }
}
