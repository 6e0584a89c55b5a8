package dev.fedmoe.local.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TerminalOutputTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void aPipeGetsPlainLinesAndNoRedraws() {
        var terminal = new TerminalOutput(out, false, 0);

        terminal.redraw("round 1");
        terminal.line("Data     Fashion-MNIST");
        terminal.settle();

        assertThat(printed()).isEqualTo("Data     Fashion-MNIST\n");
    }

    @Test
    void aTerminalKeepsTheCurrentLineBelowTheOthersAndWithinItsWidth() {
        var terminal = new TerminalOutput(out, true, 8);

        terminal.redraw("round 1 of 40");
        terminal.redraw("round 1 of 40");
        terminal.line("a worker died");
        terminal.settle();

        assertThat(printed()).isEqualTo("\r\u001b[2Kround 1\r\u001b[2Ka worker died\nround 1\n");
    }

    @Test
    void theBarShowsHowFarAndHowLong() {
        assertThat(ProgressBar.of(17, 40, Optional.of(Duration.ofSeconds(58))))
                .isEqualTo("[#######-----------] 58 s left");
        assertThat(ProgressBar.of(0, 40, Optional.empty())).isEqualTo("[------------------]");
        assertThat(ProgressBar.of(40, 40, Optional.of(Duration.ZERO))).isEqualTo("[##################] 0 s left");
    }

    @Test
    void timeLeftFollowsTheLatestRounds() {
        var pace = new RemainingTimeEstimate();

        assertThat(pace.left(10)).isEmpty();
        pace.committed(Duration.ofSeconds(2));
        assertThat(pace.left(10)).contains(Duration.ofSeconds(20));
        pace.committed(Duration.ofSeconds(12));
        assertThat(pace.left(10)).contains(Duration.ofSeconds(40));
    }

    @Test
    void durationsReadAsPeopleSayThem() {
        assertThat(DurationFormat.rough(Duration.ofMillis(58_400))).isEqualTo("58 s");
        assertThat(DurationFormat.rough(Duration.ofSeconds(98))).isEqualTo("1 m 38 s");
        assertThat(DurationFormat.rough(Duration.ofMinutes(125))).isEqualTo("2 h 5 m");
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
