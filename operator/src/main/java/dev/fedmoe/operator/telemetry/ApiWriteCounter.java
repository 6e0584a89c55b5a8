package dev.fedmoe.operator.telemetry;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.function.Supplier;

/** Counts every write to the API by method, resource and answer, where all of them pass. */
final class ApiWriteCounter implements Interceptor {
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private final Supplier<MeterRegistry> registry;

    ApiWriteCounter(Supplier<MeterRegistry> registry) {
        this.registry = registry;
    }

    @Override
    public void after(
            HttpRequest request,
            HttpResponse<?> response,
            AsyncBody.Consumer<java.util.List<java.nio.ByteBuffer>> consumer) {
        if (!READS.contains(request.method())) {
            Counter.builder(OperatorMetric.API_WRITES.meter())
                    .description(OperatorMetric.API_WRITES.description())
                    .tags(OperatorMetric.API_WRITES.tags(
                            request.method(), resource(request.uri().getPath()), Integer.toString(response.code())))
                    .register(registry.get())
                    .increment();
        }
    }

    /** {@code /apis/GROUP/VERSION/namespaces/NS/RESOURCE/NAME[/SUB]} or {@code /api/v1/...}: resource, and its part if any. */
    static String resource(String path) {
        String[] parts = path.substring(1).split("/", -1);
        int at = parts[0].equals("apis") ? 3 : 2;
        if (at + 2 < parts.length && parts[at].equals("namespaces")) {
            at += 2;
        }
        if (at >= parts.length) {
            return "other";
        }
        return at + 2 < parts.length ? parts[at] + "/" + parts[at + 2] : parts[at];
    }
}
