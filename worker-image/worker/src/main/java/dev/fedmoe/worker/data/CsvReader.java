package dev.fedmoe.worker.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads rows of numbers with a header line; one column, by name, is the label. */
public final class CsvReader {
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .setTrim(true)
            .get();

    private CsvReader() {}

    public static Dataset read(Path file, String labelColumn, SampleShape shape) throws BadDataException {
        if (!Files.isRegularFile(file)) {
            throw new BadDataException("there is no file " + file + ". Maybe check data.image.");
        }
        try (CSVParser rows = CSVParser.parse(Files.newBufferedReader(file), FORMAT)) {
            return new Table(file, column(file, rows, labelColumn, shape), shape).fill(rows);
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw new BadDataException(
                    file + " cannot be read: " + e.getMessage() + ". Maybe it is not comma-separated text.", e);
        }
    }

    private static int column(Path file, CSVParser rows, String label, SampleShape shape) throws BadDataException {
        Integer column = rows.getHeaderMap().get(label);
        if (column == null) {
            throw new BadDataException(file + " has no column '" + label + "'; it has "
                    + rows.getHeaderNames().stream().limit(8).toList() + ". Maybe correct data.label.");
        }
        int features = rows.getHeaderNames().size() - 1;
        if (features != shape.inputSize()) {
            throw new BadDataException(String.format(
                    Locale.ROOT,
                    "%s has %d columns besides '%s'; the job's data.shape %s needs %d. Maybe correct data.shape.",
                    file,
                    features,
                    label,
                    shape.input(),
                    shape.inputSize()));
        }
        return column;
    }

    private static final class Table {
        private final Path file;
        private final int labelColumn;
        private final SampleShape shape;
        private float[] values = new float[1 << 12];
        private int[] labels = new int[1 << 6];
        private int size;

        Table(Path file, int labelColumn, SampleShape shape) {
            this.file = file;
            this.labelColumn = labelColumn;
            this.shape = shape;
        }

        Dataset fill(CSVParser rows) throws BadDataException {
            for (CSVRecord row : rows) {
                add(row);
            }
            int used = size * shape.inputSize();
            HeapBudget.require((long) used * Float.BYTES, file);
            return Dataset.ofFloats(Arrays.copyOf(values, used), Arrays.copyOf(labels, size), shape);
        }

        private void add(CSVRecord row) throws BadDataException {
            int width = shape.inputSize();
            if (row.size() != width + 1) {
                throw new BadDataException(String.format(
                        Locale.ROOT,
                        "row %d of %s has %d values; the header has %d. Maybe a line is cut.",
                        row.getRecordNumber(),
                        file,
                        row.size(),
                        width + 1));
            }
            int next = Math.multiplyExact(size, width);
            if (next + width > values.length) {
                int larger = Math.max(next + width, next * 2);
                HeapBudget.require((long) larger * Float.BYTES, file);
                values = Arrays.copyOf(values, larger);
            }
            if (size == labels.length) {
                labels = Arrays.copyOf(labels, size * 2);
            }
            for (int c = 0; c <= width; c++) {
                if (c != labelColumn) {
                    values[next++] = number(row, c);
                }
            }
            labels[size++] = label(row);
        }

        private float number(CSVRecord row, int column) throws BadDataException {
            try {
                float value = Float.parseFloat(row.get(column));
                if (Float.isFinite(value)) {
                    return value;
                }
            } catch (NumberFormatException e) {
                throw notANumber(row, column);
            }
            throw notANumber(row, column);
        }

        private int label(CSVRecord row) throws BadDataException {
            try {
                return LabelRange.checked(
                        Integer.parseInt(row.get(labelColumn)),
                        shape.classes(),
                        "the label in row " + row.getRecordNumber() + " of " + file);
            } catch (NumberFormatException e) {
                throw notANumber(row, labelColumn);
            }
        }

        private BadDataException notANumber(CSVRecord row, int column) {
            return new BadDataException(String.format(
                    Locale.ROOT,
                    "row %d of %s has '%s' in column %d; a finite number is needed. Maybe clean the file.",
                    row.getRecordNumber(),
                    file,
                    row.get(column),
                    column + 1));
        }
    }
}
