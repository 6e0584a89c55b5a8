package dev.fedmoe.worker.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.fedmoe.worker.data.Dataset;
import dev.fedmoe.worker.data.SampleShape;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelPriorTest {
    private static final Dataset THREE =
            Dataset.ofFloats(new float[3], new int[] {0, 1, 0}, new SampleShape(List.of(1), 3));

    @Test
    void rareClassesGetLessAndAbsentOnesLeast() {
        var adjustment = LabelPrior.adjustment(THREE, 1);

        assertThat(adjustment.get(0)).isEqualTo(Math.log(3 / 6.0), offset(1e-12));
        assertThat(adjustment.get(1)).isEqualTo(Math.log(2 / 6.0), offset(1e-12));
        assertThat(adjustment.get(2)).isEqualTo(Math.log(1 / 6.0), offset(1e-12));
    }

    @Test
    void theWeightScalesItAndNoneGivesNone() {
        assertThat(LabelPrior.adjustment(THREE, 2).get(2)).isEqualTo(2 * Math.log(1 / 6.0), offset(1e-12));
        assertThat(LabelPrior.adjustment(THREE, 0)).isEmpty();
    }
}
