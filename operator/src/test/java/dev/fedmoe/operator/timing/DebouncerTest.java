package dev.fedmoe.operator.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DebouncerTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final List<String> rung = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final List<Runnable> scheduled = new ArrayList<>();
    private long nanos;

    @Test
    void manyWhoAskSoonAreOneRing() {
        var bell = bell(SECOND, Duration.ZERO);

        bell.ask("a");
        bell.ask("a");
        bell.ask("b");

        assertThat(rung).isEmpty();
        assertThat(pauses).containsExactly(SECOND, SECOND);
        scheduled.forEach(Runnable::run);
        assertThat(rung).containsExactly("a", "b");
    }

    @Test
    void whoAsksAfterTheRingIsNotForgotten() {
        var bell = bell(SECOND, Duration.ZERO);
        bell.ask("a");
        scheduled.get(0).run();

        bell.ask("a");

        assertThat(scheduled).hasSize(2);
    }

    @Test
    void ringsKeepApart() {
        var bell = bell(Duration.ZERO, SECOND);

        bell.ask("a");
        nanos = Duration.ofMillis(300).toNanos();
        bell.ask("a");

        assertThat(rung).containsExactly("a");
        assertThat(pauses).containsExactly(Duration.ofMillis(700));
        scheduled.get(0).run();
        assertThat(rung).containsExactly("a", "a");
    }

    @Test
    void whatIsUrgentDoesNotWait() {
        var bell = bell(SECOND, SECOND);

        bell.askNow("a");
        bell.askNow("a");

        assertThat(rung).containsExactly("a", "a");
    }

    @Test
    void nobodyHearsOfWhatIsForgotten() {
        var bell = bell(SECOND, Duration.ZERO);
        bell.ask("a");

        bell.forget("a");

        scheduled.get(0).run();
        assertThat(rung).isEmpty();
    }

    private Debouncer<String> bell(Duration gather, Duration apart) {
        return new Debouncer<>(
                rung::add,
                gather,
                apart,
                (pause, work) -> {
                    pauses.add(pause);
                    scheduled.add(work);
                },
                () -> nanos);
    }
}
