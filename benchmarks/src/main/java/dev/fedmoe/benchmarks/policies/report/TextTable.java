package dev.fedmoe.benchmarks.policies.report;

import java.util.List;
import java.util.stream.Collectors;

/** Rows of text under a head, for Markdown and for HTML. */
record TextTable(List<String> head, List<List<String>> rows) {
    String markdown() {
        return line(head)
                + line(head.stream().map(title -> "---").toList())
                + rows.stream().map(TextTable::line).collect(Collectors.joining());
    }

    String html() {
        return "<table><thead>" + row("th", head) + "</thead><tbody>"
                + rows.stream().map(cells -> row("td", cells)).collect(Collectors.joining())
                + "</tbody></table>";
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String row(String tag, List<String> cells) {
        return cells.stream()
                .map(cell -> "<" + tag + ">" + HtmlEscape.text(cell) + "</" + tag + ">")
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }
}
