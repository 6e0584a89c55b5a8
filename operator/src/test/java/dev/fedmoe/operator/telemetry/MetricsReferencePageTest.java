package dev.fedmoe.operator.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.NamingConvention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of metrics says what the operator registers. To write it: {@code -Dgolden.write=true}. */
class MetricsReferencePageTest {
    private static final Path PAGE = Path.of("../docs/reference/metrics.md");

    @Test
    void thePageSaysWhatIsRegistered() throws IOException {
        var written = Arrays.stream(OperatorMetric.values())
                .map(MetricsReferencePageTest::row)
                .collect(Collectors.joining(
                        "",
                        """
                        # Metrics of the operator

                        Written from `OperatorMetric` by `MetricsReferencePageTest`. Each replica serves them at `/q/metrics` in Prometheus' format, beside those of its JVM
                        and its HTTP server; the chart makes a ServiceMonitor when asked (`metrics.serviceMonitor.enabled`). A job that is gone is gone from them.

                        | metric | type | labels | |
                        |---|---|---|---|
                        """,
                        ""));
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(PAGE, written);
        }
        assertThat(PAGE).content().isEqualTo(written);
    }

    @Test
    void aMeterAlwaysHasTheSameTags() {
        assertThatThrownBy(() -> OperatorMetric.JOB_ROUND.tags("plant"))
                .hasMessage("fedmoe.job.round has the tags [namespace, job], not [plant]");
    }

    private static String row(OperatorMetric metric) {
        var labels = metric.tagKeys().stream().map(key -> "`" + key + "`").collect(Collectors.joining(", "));
        return "| `" + prometheusName(metric) + "` | " + type(metric) + " | " + labels + " | " + metric.description()
                + ". |\n";
    }

    /** Prometheus wants a counter's name to end in total, and a timer's in its unit. */
    private static String prometheusName(OperatorMetric metric) {
        var suffix =
                switch (metric.type()) {
                    case COUNTER -> "_total";
                    case TIMER -> "_seconds";
                    default -> "";
                };
        return NamingConvention.snakeCase.name(metric.meter(), metric.type()) + suffix;
    }

    private static String type(OperatorMetric metric) {
        return metric.type() == Meter.Type.TIMER
                ? "histogram"
                : metric.type().name().toLowerCase(Locale.ROOT);
    }
}
