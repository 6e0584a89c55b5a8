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
        int experts = rows.stream().mapToInt(row -> row.load().size()).max().orElse(0);
        String header = COLUMNS
                + IntStream.range(0, experts).mapToObj(e -> ",load_" + e).collect(Collectors.joining());
        return rows.stream()
                .map(MetricsCsv::line)
                .collect(Collectors.joining("\n", header + "\n", rows.isEmpty() ? "" : "\n"));
    }

    private static String line(RoundRow row) {
        String load = row.load().stream().map(share -> "," + number(share)).collect(Collectors.joining());
        return String.join(
                        ",",
                        Integer.toString(row.round()),
                        number(row.seconds()),
                        number(row.global()),
                        number(row.estimated()),
                        number(row.personal()),
                        number(row.loadCv()),
                        Long.toString(row.downBytes()),
                        Long.toString(row.upBytes()),
                        Long.toString(row.wholeModelBytes()),
                        Integer.toString(row.reported()),
                        Integer.toString(row.planned()))
                + load;
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.4f", value);
    }
}
