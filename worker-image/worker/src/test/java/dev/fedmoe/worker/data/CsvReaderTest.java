package dev.fedmoe.worker.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvReaderTest {
    private static final SampleShape SHAPE = new SampleShape(List.of(2), 3);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void readsTheLabelByItsName() throws IOException, BadDataException {
        Dataset dataset = CsvReader.read(file("width,kind,\"height\"\n1.5,2,-3\n4,0,1e2\n"), "kind", SHAPE);
        var values = FloatBuffer.allocate(4);
        dataset.copyTo(0, values);
        dataset.copyTo(1, values);
        assertThat(values.array()).containsExactly(1.5f, -3f, 4f, 100f);
        assertThat(List.of(dataset.label(0), dataset.label(1))).containsExactly(2, 0);
    }

    @Test
    void missingColumnListsThoseThere() throws IOException {
        refused("a,b,c\n1,2,0\n", "has no column 'kind'; it has [a, b, c]", "data.label");
    }

    @Test
    void otherNumberOfFeaturesIsTold() throws IOException {
        refused("a,b,c,kind\n1,2,3,0\n", "has 3 columns besides 'kind'", "[2] needs 2");
    }

    @Test
    void textAmongNumbersNamesRowAndColumn() throws IOException {
        refused("a,b,kind\n1,2,0\n1,wide,0\n", "row 2 of", "has 'wide' in column 2");
    }

    @Test
    void notANumberIsNoNumber() throws IOException {
        refused("a,b,kind\n1,NaN,0\n", "row 1 of", "has 'NaN' in column 2");
    }

    @Test
    void labelOutOfRangeNamesItsRow() throws IOException {
        refused("a,b,kind\n1,2,3\n", "the label in row 1 of", "is 3; the job has 3 classes, 0 to 2");
    }

    @Test
    void shortRowIsTold() throws IOException {
        refused("a,b,kind\n1,2\n", "row 1 of", "has 2 values; the header has 3");
    }

    private void refused(String text, String... parts) throws IOException {
        Path file = file(text);
        assertThatThrownBy(() -> CsvReader.read(file, "kind", SHAPE))
                .isInstanceOf(BadDataException.class)
                .hasMessageContainingAll(parts);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("rows.csv"), text);
    }
}
