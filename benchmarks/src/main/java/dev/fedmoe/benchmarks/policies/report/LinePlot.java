package dev.fedmoe.benchmarks.policies.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Lines over rounds as SVG: accuracy from 0 to 1, a colour a variant. */
record LinePlot(String title, Map<String, List<Double>> lines) {
    private static final int WIDTH = 560;
    private static final int HEIGHT = 320;
    private static final int LEFT = 40;
    private static final int BOTTOM = 30;
    private static final int TOP = 24;
    private static final int LEGEND = 150;
    private static final int LEGEND_LINE = 18;
    private static final List<String> COLOURS = List.of(
            "#888888", "#bbbbbb", "#d62728", "#ff7f0e", "#9467bd", "#1f77b4", "#17becf", "#2ca02c", "#8c564b",
            "#e377c2", "#bcbd22");

    /** As part of a page. */
    String svg() {
        return drawn("");
    }

    /** As a file of its own, readable on any ground. */
    String file() {
        return drawn(
                        " xmlns='http://www.w3.org/2000/svg' font-family='sans-serif' font-size='12' style='background: white'")
                + "\n";
    }

    private String drawn(String attributes) {
        var svg = new StringBuilder();
        add(svg, "<svg viewBox='0 0 %d %d' role='img'%s>", WIDTH + LEGEND, HEIGHT, attributes);
        add(svg, "<text x='%d' y='14' font-weight='bold'>%s</text>", LEFT, HtmlEscape.text(title));
        for (int tenth = 0; tenth <= 10; tenth += 2) {
            double y = y(tenth / 10.0);
            add(svg, "<line x1='%d' x2='%d' y1='%.1f' y2='%.1f' stroke='#ddd'/>", LEFT, WIDTH, y, y);
            add(svg, "<text x='8' y='%.1f'>%.1f</text>", y + 4, tenth / 10.0);
        }
        int rounds = lines.values().stream().mapToInt(List::size).max().orElse(1);
        for (int quarter = 1; quarter <= 4; quarter++) {
            int round = Math.max(1, rounds * quarter / 4);
            add(svg, "<text x='%.1f' y='%d' text-anchor='end'>%d</text>", x(round, rounds), HEIGHT - 10, round);
        }
        int number = 0;
        for (var line : lines.entrySet()) {
            line(svg, line.getKey(), line.getValue(), rounds, number++);
        }
        return svg.append("</svg>").toString();
    }

    private static void line(StringBuilder svg, String name, List<Double> values, int rounds, int number) {
        String colour = COLOURS.get(number % COLOURS.size());
        svg.append("<polyline fill='none' stroke-width='2' stroke='")
                .append(colour)
                .append("' points='");
        for (int i = 0; i < values.size(); i++) {
            add(svg, "%.1f,%.1f ", x(i + 1, rounds), y(values.get(i)));
        }
        svg.append("'/>");
        int y = TOP + (number + 1) * LEGEND_LINE;
        add(svg, "<text x='%d' y='%d' fill='%s'>%s</text>", WIDTH + 8, y, colour, HtmlEscape.text(name));
    }

    private static double x(int round, int rounds) {
        return LEFT + (double) (WIDTH - LEFT) * round / rounds;
    }

    private static double y(double accuracy) {
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - accuracy);
    }

    private static void add(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }
}
