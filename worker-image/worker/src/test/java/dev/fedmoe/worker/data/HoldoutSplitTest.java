package dev.fedmoe.worker.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HoldoutSplitTest {
    @Test
    void sameSeedSameSplitAndNoSampleInBoth() throws BadDataException {
        HoldoutSplit first = HoldoutSplit.of(numbered(20), 0.25, 7, "camera-1");
        HoldoutSplit second = HoldoutSplit.of(numbered(20), 0.25, 7, "camera-1");
        assertThat(labels(first.holdout())).hasSize(5).isEqualTo(labels(second.holdout()));
        assertThat(labels(first.training())).hasSize(15).doesNotContainAnyElementsOf(labels(first.holdout()));
    }

    @Test
    void anotherSeedAnotherSplit() throws BadDataException {
        HoldoutSplit first = HoldoutSplit.of(numbered(20), 0.25, 7, "camera-1");
        HoldoutSplit second = HoldoutSplit.of(numbered(20), 0.25, 8, "camera-1");
        assertThat(labels(first.holdout())).isNotEqualTo(labels(second.holdout()));
    }

    @Test
    void nothingLeftToTrainOnIsTold() {
        assertThatThrownBy(() -> HoldoutSplit.of(numbered(1), 0.1, 7, "data/camera-1"))
                .isInstanceOf(BadDataException.class)
                .hasMessageContaining("data/camera-1 holds 1 samples, of which 1 are held out");
    }

    @Test
    void emptySplitIsToldEvenWithoutHoldout() {
        assertThatThrownBy(() -> HoldoutSplit.of(numbered(0), 0, 7, "data/camera-1"))
                .isInstanceOf(BadDataException.class)
                .hasMessageContaining("data/camera-1 holds 0 samples");
    }

    private static Dataset numbered(int size) {
        return Dataset.ofBytes(new byte[size], IntStream.range(0, size).toArray(), new SampleShape(List.of(1), 100));
    }

    private static List<Integer> labels(Dataset dataset) {
        return IntStream.range(0, dataset.size()).mapToObj(dataset::label).toList();
    }
}
