package dev.fedmoe.controlplane.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgeFormatTest {
    @ParameterizedTest
    @CsvSource({
        "-5, <invalid>",
        "-1, 0s",
        "2, 2s",
        "119, 119s",
        "120, 2m",
        "192, 3m12s",
        "900, 15m",
        "10800, 3h",
        "19800, 5h30m",
        "28800, 8h",
        "172800, 2d",
        "270000, 3d3h",
        "777600, 9d",
        "63072000, 2y",
        "64022400, 2y11d",
        "252288000, 8y",
    })
    void isPrintedAsKubectlDoes(long seconds, String printed) {
        assertThat(AgeFormat.of(Duration.ofSeconds(seconds))).isEqualTo(printed);
    }
}
