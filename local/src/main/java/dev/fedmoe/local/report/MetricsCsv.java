package dev.fedmoe.local.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Committed rounds as comma-separated values; unknown figures are empty. */
final class MetricsCsv {
    private static final String COLUMNS =
            "round,seconds,G,g,P,load_cv,down_bytes,up_bytes,whole_model_bytes,reported,planned";

    private MetricsCsv() {}

    static String of(List<RoundRow> rows) {
        int experts =
                rows.stream().mapToInt(row -> row.load().shares().size()).max().orElse(0);
        String header = COLUMNS
                + IntStream.range(0, experts).mapToObj(e -> ",load_" + e).collect(Collectors.joining());
        return header + "\n" + rows.stream().map(MetricsCsv::line).collect(Collectors.joining());
    }

    private static String line(RoundRow row) {
        String fixed = String.join(
                ",",
                Integer.toString(row.round()),
                number(row.seconds()),
                number(row.accuracy().global()),
                number(row.accuracy().estimated()),
                number(row.accuracy().personal()),
                number(row.load().variation()),
                Long.toString(row.traffic().downBytes()),
                Long.toString(row.traffic().upBytes()),
                Long.toString(row.traffic().wholeModelBytes()),
                Integer.toString(row.attendance().reported()),
                Integer.toString(row.attendance().planned()));
        return row.load().shares().stream()
                .map(share -> "," + number(share))
                .collect(Collectors.joining("", fixed, "\n"));
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.4f", value);
    }
}
