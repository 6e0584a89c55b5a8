package dev.fedmoe.local.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fedmoe.local.input.BadInputException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DataSplitTest {
    private static final List<String> FOUR = List.of("a", "b", "c", "d");

    /** 1,000 samples, 100 of each of ten classes, mixed. */
    private static final int[] LABELS =
            IntStream.range(0, 1000).map(i -> i % 10).toArray();

    @Test
    void iidDealsEverySampleOnceInEvenParts() throws Exception {
        List<int[]> parts = new IidSplit().deal(LABELS, FOUR, 7);

        assertThat(parts).extracting(part -> part.length).containsExactly(250, 250, 250, 250);
        assertThat(allOf(parts)).isEqualTo(IntStream.range(0, 1000).toArray());
    }

    @Test
    void dirichletDealsEverySampleOnce() throws Exception {
        assertThat(allOf(new DirichletSplit(0.3).deal(LABELS, FOUR, 7)))
                .isEqualTo(IntStream.range(0, 1000).toArray());
    }

    @Test
    void aSmallAlphaSkewsAndALargeOneEvens() throws Exception {
        assertThat(greatestShareOfClassZero(new DirichletSplit(0.1))).isGreaterThan(80);
        assertThat(greatestShareOfClassZero(new DirichletSplit(1000))).isBetween(25, 30);
    }

    @Test
    void theSameSeedGivesTheSameParts() throws Exception {
        List<int[]> first = new DirichletSplit(0.3).deal(LABELS, FOUR, 7);

        assertThat(Arrays.deepEquals(
                        new DirichletSplit(0.3).deal(LABELS, FOUR, 7).toArray(), first.toArray()))
                .isTrue();
        assertThat(Arrays.deepEquals(
                        new DirichletSplit(0.3).deal(LABELS, FOUR, 8).toArray(), first.toArray()))
                .isFalse();
    }

    @Test
    void aClientWithoutSamplesIsNamedWithAdvice() {
        assertThatThrownBy(() -> new DirichletSplit(0.001).deal(new int[] {0, 0, 1, 1}, FOUR, 7))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("would get no sample at all")
                .hasMessageContaining("Maybe use a larger --alpha than 0.001, another --seed than 7");
        assertThatThrownBy(() -> new IidSplit().deal(new int[] {0, 1, 2}, FOUR, 7))
                .isInstanceOf(BadInputException.class)
                .hasMessage("client a would get no sample at all. The data has 3 samples. Maybe use fewer clients.");
    }

    @Test
    void shardsGiveEachClientItsNumberOfClasses() throws Exception {
        List<int[]> parts = new ShardSplit(5).deal(LABELS, FOUR, 7);

        for (int[] part : parts) {
            assertThat(Arrays.stream(part).map(i -> LABELS[i]).distinct().count())
                    .isEqualTo(5);
        }
        // 4 clients x 5 classes are two takers for each of the ten.
        assertThat(parts).extracting(part -> part.length).containsExactly(250, 250, 250, 250);
        assertThat(allOf(parts)).isEqualTo(IntStream.range(0, 1000).toArray());
    }

    @Test
    void moreShardsThanClassesAreRefused() {
        assertThatThrownBy(() -> new ShardSplit(11).deal(LABELS, FOUR, 7))
                .isInstanceOf(BadInputException.class)
                .hasMessage("--shards 11: the data has 10 classes. Maybe use 1 to 10.");
    }

    private static int greatestShareOfClassZero(DataSplit split) throws BadInputException {
        return split.deal(LABELS, FOUR, 7).stream()
                .mapToInt(part ->
                        (int) Arrays.stream(part).filter(i -> LABELS[i] == 0).count())
                .max()
                .orElseThrow();
    }

    private static int[] allOf(List<int[]> parts) {
        return parts.stream().flatMapToInt(Arrays::stream).sorted().toArray();
    }
}
