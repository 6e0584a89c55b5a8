package dev.fedmoe.controlplane.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fedmoe.crds.manifest.CommittedCrd;
import dev.fedmoe.crds.manifest.CommittedCrd.Column;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The table {@code kubectl get} prints of one kind: the name, then the CRD's own columns. Widths are kept from line to line, and
 * start wide enough for what a column will hold, so that a stream of lines stays in line.
 */
public final class PrinterColumns {
    /** {@code 120/200}, {@code G 0.412}. */
    private static final int USUAL_TEXT = 7;

    private static final String GAP = "   ";

    private final JsonMapper json = new JsonMapper();
    private final List<Column> columns;
    private final Clock clock;
    private final int[] widths;

    private PrinterColumns(CommittedCrd crd, Clock clock) {
        this.columns = crd.columns();
        this.clock = clock;
        this.widths = new int[columns.size() + 1];
        widths[0] = USUAL_TEXT;
        for (int i = 0; i < columns.size(); i++) {
            var column = columns.get(i);
            int usual = column.type().equals("string") ? longest(crd.schema(), column) : 0;
            widths[i + 1] = Math.max(column.name().length(), usual);
        }
    }

    /** Of EdgeClientPool, EdgeClient or FederatedMoEJob. */
    public static PrinterColumns of(String kind, Clock clock) {
        return new PrinterColumns(CommittedCrd.of(kind), clock);
    }

    public String header() {
        var cells = new ArrayList<String>();
        cells.add("NAME");
        columns.forEach(c -> cells.add(c.name().toUpperCase(Locale.ROOT)));
        return line(cells);
    }

    public String row(HasMetadata object) {
        return line(cells(object));
    }

    /** Name and one cell per column; what the object does not have is empty, as kubectl shows it. */
    public List<String> cells(HasMetadata object) {
        JsonNode tree = json.valueToTree(object);
        var cells = new ArrayList<String>();
        cells.add(object.getMetadata().getName());
        for (var column : columns) {
            var value = tree.at(column.jsonPath().replace('.', '/'));
            cells.add(column.type().equals("date") ? age(value) : value.asText(""));
        }
        return cells;
    }

    private String age(JsonNode value) {
        return value.isTextual()
                ? AgeFormat.of(Duration.between(Instant.parse(value.asText()), clock.instant()))
                : "<unknown>";
    }

    private String line(List<String> cells) {
        var line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            widths[i] = Math.max(widths[i], cells.get(i).length());
            line.append(cells.get(i));
            if (i < cells.size() - 1) {
                line.append(" ".repeat(widths[i] - cells.get(i).length())).append(GAP);
            }
        }
        return line.toString();
    }

    private static int longest(JsonNode schema, Column column) {
        var allowed = schema.at(column.jsonPath().replace(".", "/properties/")).path("enum");
        return allowed.valueStream().mapToInt(v -> v.asText().length()).max().orElse(USUAL_TEXT);
    }
}
