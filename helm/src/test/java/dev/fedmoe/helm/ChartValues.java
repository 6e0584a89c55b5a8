package dev.fedmoe.helm;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** values.yaml, line by line: each value with the comment above it. */
final class ChartValues {
    /**
     * One value.
     *
     * @param path as in {@code --set}
     * @param text its default, as written
     * @param comment empty when there is none
     */
    record Value(String path, String text, String comment) {}

    private static final Pattern KEY = Pattern.compile("^( *)([A-Za-z]+):(?: (.*))?$");

    private ChartValues() {}

    /** The leaves: what has no values of its own below it that a user could set one by one. */
    static List<Value> all() throws IOException {
        var found = new ArrayList<Value>();
        var path = new ArrayDeque<String>();
        var comment = new ArrayList<String>();
        var lines = Files.readAllLines(HelmRenderer.CHART.resolve("values.yaml"));
        for (int i = 0; i < lines.size(); i++) {
            var key = KEY.matcher(lines.get(i));
            if (lines.get(i).strip().startsWith("#")) {
                comment.add(lines.get(i).strip().substring(1).strip());
            } else if (lines.get(i).isBlank()) {
                comment.clear();
            } else if (key.matches()) {
                int depth = key.group(1).length() / 2;
                while (path.size() > depth) {
                    path.removeLast();
                }
                path.addLast(key.group(2));
                boolean section = key.group(3) == null && isSection(lines, i + 1, depth);
                if (!section) {
                    found.add(new Value(
                            String.join(".", path),
                            key.group(3) == null ? "see values.yaml" : key.group(3),
                            String.join(" ", comment)));
                }
                // What is explained as a whole is set as a whole.
                i = section || key.group(3) != null ? i : end(lines, i + 1, depth) - 1;
                comment.clear();
            }
        }
        return found;
    }

    /** A section's first value has a comment or a line of its own; what is written in flow style is one value. */
    private static boolean isSection(List<String> lines, int from, int depth) {
        var next = lines.get(from);
        boolean deeper = next.startsWith("  ".repeat(depth + 1));
        boolean explained = next.strip().startsWith("#");
        boolean plain = KEY.matcher(next).matches() && !next.contains("{");
        return deeper && (explained || plain);
    }

    private static int end(List<String> lines, int from, int depth) {
        int end = from;
        while (end < lines.size() && lines.get(end).startsWith("  ".repeat(depth + 1))) {
            end++;
        }
        return end;
    }
}
