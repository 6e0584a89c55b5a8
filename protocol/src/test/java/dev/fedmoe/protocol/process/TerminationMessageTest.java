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
    void theReasonIsInTheFileThatWasNamed() throws Exception {
        Path file = folder.resolve("log");

        TerminationMessage.say("claim lost", Map.of(TerminationMessage.VARIABLE, file.toString()));

        assertThat(file).hasContent("claim lost");
    }

    @Test
    void whatIsTooLongIsCutBetweenCharacters() throws Exception {
        Path file = folder.resolve("log");

        TerminationMessage.say("é".repeat(5000), Map.of(TerminationMessage.VARIABLE, file.toString()));

        assertThat(Files.readString(file)).isEqualTo("é".repeat(TerminationMessage.LONGEST / 2));
    }

    @Test
    void whereNobodyListensNothingHappens() {
        TerminationMessage.say(
                "unheard",
                Map.of(
                        TerminationMessage.VARIABLE,
                        folder.resolve("no/such/folder").toString()));

        assertThat(folder).isEmptyDirectory();
    }
}
