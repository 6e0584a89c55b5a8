package dev.fedmoe.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The page of the runner's options says what its help says. To write it: {@code -Dgolden.write=true}. */
class OptionsReferencePageTest {
    private static final Path PAGE = Path.of("../docs/reference/local-runner.md");
    private static final String HEAD =
            """
            # The local runner

            Written from the commands' own options by `OptionsReferencePageTest`; `local/run --help` says the same. Exit codes are 0 for complete, 1 for
            failed, 2 for bad input with nothing started, and 130 for interrupted.
            """;

    @Test
    void thePageSaysWhatTheHelpSays() throws IOException {
        var run = LocalMain.commandLine();
        var written = Stream.concat(Stream.of(run), run.getSubcommands().values().stream())
                .map(OptionsReferencePageTest::section)
                .collect(Collectors.joining("", HEAD, ""));
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(PAGE, written);
        }
        assertThat(PAGE).content().isEqualTo(written);
    }

    private static String section(CommandLine command) {
        var spec = command.getCommandSpec();
        return "\n## " + spec.qualifiedName() + "\n\n"
                + Arrays.stream(spec.usageMessage().description())
                        .map(line -> line.replace("%n", "").strip())
                        .collect(Collectors.joining(" "))
                + "\n\n| argument | |\n|---|---|\n"
                + arguments(spec).map(OptionsReferencePageTest::row).collect(Collectors.joining())
                + examples(spec);
    }

    private static Stream<ArgSpec> arguments(CommandSpec spec) {
        return Stream.concat(spec.positionalParameters().stream(), spec.options().stream());
    }

    private static String row(ArgSpec argument) {
        var value = argument.arity().max() == 0 ? "" : " " + argument.paramLabel();
        var name = argument instanceof OptionSpec option
                ? String.join(", ", option.names()) + value
                : argument.paramLabel();
        return "| `" + name + "` | " + String.join(" ", argument.description()).replace("|", "\\|") + " |\n";
    }

    private static String examples(CommandSpec spec) {
        var lines = Arrays.stream(spec.usageMessage().footer())
                .filter(line -> line.startsWith("  "))
                .map(String::strip)
                .toList();
        return lines.isEmpty() ? "" : lines.stream().collect(Collectors.joining("\n", "\n```\n", "\n```\n"));
    }
}
