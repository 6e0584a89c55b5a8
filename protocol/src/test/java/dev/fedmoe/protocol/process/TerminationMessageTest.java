package dev.fedmoe.protocol.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminationMessageTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void the_reason_is_in_the_file_that_was_named() throws Exception {
        Path file = folder.resolve("log");

        TerminationMessage.say("claim lost", Map.of(TerminationMessage.VARIABLE, file.toString()));

        assertThat(file).hasContent("claim lost");
    }

    @Test
    void what_is_too_long_is_cut_between_characters() throws Exception {
        Path file = folder.resolve("log");

        TerminationMessage.say("é".repeat(5000), Map.of(TerminationMessage.VARIABLE, file.toString()));

        assertThat(Files.readString(file)).isEqualTo("é".repeat(TerminationMessage.LONGEST / 2));
    }

    @Test
    void where_nobody_listens_nothing_happens() {
        TerminationMessage.say(
                "unheard",
                Map.of(
                        TerminationMessage.VARIABLE,
                        folder.resolve("no/such/folder").toString()));

        assertThat(folder).isEmptyDirectory();
    }
}
