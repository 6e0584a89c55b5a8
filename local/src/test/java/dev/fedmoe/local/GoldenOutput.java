package dev.fedmoe.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a command prints, word for word. To write the files after a change, and then read them: {@code -Dgolden.write=true}. */
final class GoldenOutput {
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private GoldenOutput() {}

    static void matches(String name, String printed) throws IOException {
        Path file = FOLDER.resolve(name + ".txt");
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, printed);
        }
        assertThat(file).content().isEqualTo(printed);
    }
}
