package dev.fedmoe.worker.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DatasetTest {
    @Test
    void otherLabelsLeaveSamplesAndTheOriginalAsTheyAre() {
        var original = Dataset.ofBytes(new byte[] {1, 2, 3}, new int[] {0, 1, 2}, new SampleShape(List.of(1), 3))
                .select(new int[] {2, 0});

        var relabelled = original.relabelled(label -> (label + 1) % 3);

        assertThat(List.of(relabelled.label(0), relabelled.label(1))).containsExactly(0, 1);
        assertThat(relabelled.bytes(0)).containsExactly(3);
        assertThat(original.label(0)).isEqualTo(2);
    }
}
