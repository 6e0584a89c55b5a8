package dev.fedmoe.operator.announce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.controlplane.status.JobReasons;
import dev.fedmoe.operator.pool.report.PoolReasons;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages of conditions, reasons and Events say what the comments of the constants say. To write them: {@code -Dgolden.write=true}. */
class ReasonsReferencePageTest {
    private static final Path PAGES = Path.of("../docs/reference");
    private static final Path JOB_REASONS = Path.of("../control-plane/src/main/java");
    private static final Path HERE = Path.of("src/main/java");

    private static final String CONDITION = "Condition: ";
    private static final String NORMAL = "Normal event: ";
    private static final String WARNING = "Warning event: ";

    /**
     * A constant with its comment.
     *
     * @param text the first paragraph
     * @param next what a user does next, or nothing
     */
    private record DocumentedConstant(String value, String text, String next) {
        boolean begins(String word) {
            return text.startsWith(word);
        }

        boolean isReason() {
            return Stream.of(CONDITION, NORMAL, WARNING).noneMatch(this::begins);
        }

        String after(String word) {
            return text.substring(word.length(), word.length() + 1).toUpperCase(Locale.ROOT)
                    + text.substring(word.length() + 1);
        }
    }

    @Test
    void theConditionsSayWhatTheCommentsSay() throws IOException {
        matches(
                "conditions.md",
                """
                # Conditions and reasons

                Written from the comments in the code by `ReasonsReferencePageTest`. Scripts may match on types and reasons; messages are for people.

                ## Of a job

                `kubectl describe fmj NAME` shows them. `Ready` is derived from the first five.
                """
                        + conditions(JOB_REASONS, JobReasons.class)
                        + """

                        ## Of a pool and of its clients

                        `kubectl describe ecp NAME` and `kubectl describe ec NAME` show them. A pool is `Ready` when all its other conditions hold, a client when it can
                        train.
                        """
                        + conditions(HERE, PoolReasons.class));
    }

    @Test
    void theEventsSayWhatTheCommentsSay() throws IOException {
        var trouble = JobEventReasons.TROUBLE.stream()
                .sorted()
                .map(r -> "`" + r + "`")
                .toList();
        matches(
                "events.md",
                """
                # Events

                Written from the comments in the code by `ReasonsReferencePageTest`. The operator writes them as `events.k8s.io/v1`, each once, also after its
                own restart: `kubectl events --for fmj/NAME`. Losing one is harmless; what holds now is in the [conditions](conditions.md).

                ## Of a job

                """
                        + events(HERE, JobEventReasons.class)
                        + "\nA condition that becomes False for one of these reasons is told as a Warning of that reason, with its message: "
                        + String.join(", ", trouble)
                        + ".\n\n## Of a pool\n\nMore than ten of one kind at one time become one Event that says how many.\n\n"
                        + events(HERE, PoolReasons.class));
    }

    private static void matches(String page, String written) throws IOException {
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(PAGES.resolve(page), written);
        }
        assertThat(PAGES.resolve(page)).content().isEqualTo(written);
    }

    private static String conditions(Path sources, Class<?> constants) throws IOException {
        var all = documented(sources, constants);
        return all.stream()
                        .filter(each -> each.begins(CONDITION))
                        .map(each -> row("`" + each.value() + "`", each.after(CONDITION)))
                        .collect(Collectors.joining("", "\n| condition | when it is True |\n|---|---|\n", ""))
                + all.stream()
                        .filter(DocumentedConstant::isReason)
                        .map(each -> row("`" + each.value() + "`", each.text(), each.next()))
                        .collect(Collectors.joining(
                                "", "\n| reason | what it means | what to do |\n|---|---|---|\n", ""));
    }

    private static String events(Path sources, Class<?> constants) throws IOException {
        return documented(sources, constants).stream()
                .filter(each -> each.begins(NORMAL) || each.begins(WARNING))
                .map(each -> row(
                        "`" + each.value() + "`",
                        each.begins(NORMAL) ? "Normal" : "Warning",
                        each.after(each.begins(NORMAL) ? NORMAL : WARNING)))
                .collect(Collectors.joining("", "| reason | type | what happened |\n|---|---|---|\n", ""));
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static List<DocumentedConstant> documented(Path sources, Class<?> constants) throws IOException {
        var source = Files.readString(sources.resolve(constants.getName().replace('.', '/') + ".java"));
        return Arrays.stream(constants.getFields())
                .filter(field -> field.getType() == String.class)
                .map(field -> documented(source, field))
                .toList();
    }

    private static DocumentedConstant documented(String source, Field field) {
        var comment = Pattern.compile(
                        "/\\*\\*((?:(?!\\*/).)*)\\*/\\s+public static final String " + field.getName() + " ",
                        Pattern.DOTALL)
                .matcher(source);
        assertThat(comment.find()).as(field.getName() + " has a comment").isTrue();
        var paragraphs = comment.group(1)
                .replaceAll("\\s*\\n\\s*\\*", " ")
                .replaceAll("\\{@code ([^}]*)}", "`$1`")
                .replaceAll("\\s+", " ")
                .split("<p>Next: ", -1);
        return new DocumentedConstant(
                value(field), paragraphs[0].strip(), paragraphs.length > 1 ? paragraphs[1].strip() : "");
    }

    private static String value(Field field) {
        try {
            return String.valueOf(field.get(null));
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
