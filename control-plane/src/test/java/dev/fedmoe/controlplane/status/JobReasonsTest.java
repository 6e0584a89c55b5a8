package dev.fedmoe.controlplane.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class JobReasonsTest {
    private static final Path PAGE = Path.of("../docs/reference/conditions.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\|");

    @Test
    void thePageHasExactlyTheTypesAndReasonsThereAre() throws IOException {
        var page = ROW.matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult r) -> r.group(1))
                .toList();

        assertThat(page).containsExactlyInAnyOrderElementsOf(constants());
    }

    private static List<String> constants() {
        return Arrays.stream(JobReasons.class.getDeclaredFields())
                .filter(f -> Modifier.isPublic(f.getModifiers()))
                .map(JobReasonsTest::value)
                .toList();
    }

    private static String value(Field field) {
        try {
            return String.valueOf(field.get(null));
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
