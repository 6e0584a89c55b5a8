package dev.fedmoe.local.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fedmoe.local.input.BadInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordListsTest {
    private static final Map<String, String> LISTS = Map.of(
            "wamerican", "american-english",
            "wngerman", "ngerman",
            "wfrench", "french",
            "wspanish", "spanish",
            "witalian", "italian",
            "wportuguese", "portuguese",
            "wdutch", "dutch",
            "wswedish", "swedish",
            "wdanish", "danish");

    @TempDir
    Path folder = Path.of("");

    private final List<String> notices = new ArrayList<>();

    @Test
    void everyLanguageBringsAsManyWordsAndIsFetchedOnce() throws Exception {
        ImageDataset words = words((name, target) -> put(name, target, 5000));

        assertThat(words.train().size()).isEqualTo(36_000);
        assertThat(words.test().size()).isEqualTo(9_000);
        assertThat(IntStream.range(0, 9).map(words.test()::label)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(notices).hasSize(9).contains("Fetching the Debian package wfrench (once) …");

        words((name, target) -> {
            throw new IOException("must not be asked again");
        });
    }

    @Test
    void aSampleCountsItsPairsOfLettersAndItsBorders() throws Exception {
        ImageDataset words = words((name, target) -> put(name, target, 5000));

        byte[] sample = words.train().bytes(0);

        // Every made-up word has five letters, hence six pairs, and begins with an é that has lost its accent.
        assertThat(IntStream.range(0, sample.length).map(i -> sample[i] & 0xff).sum())
                .isEqualTo(6 * 64);
        assertThat(sample[26 * 27 + 4] & 0xff).isEqualTo(64);
    }

    @Test
    void aListThatIsTooShortIsNamed() {
        assertThatThrownBy(() -> words((name, target) -> put(name, target, 4999)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("american-english has 4999 usable words, 5000 are needed");
    }

    private ImageDataset words(PackageSource packages) throws BadInputException {
        return new WordLists(new DebianDataset(folder.resolve("root"), folder.resolve("cache"), packages))
                .read(notices::add);
    }

    private static void put(String name, Path target, int count) throws IOException {
        Path list = Files.createDirectories(target.resolve("usr/share/dict")).resolve(LISTS.get(name));
        var random = new Random(1);
        // Too short, with a mark or twice: none of these counts.
        var lines = new ArrayList<>(List.of("ab", "it's", "Zzyyx", "zzyyx"));
        for (int i = 1; i < count; i++) {
            lines.add("é" + letters(i));
        }
        Collections.shuffle(lines, random);
        Files.write(list, lines, name.equals("wswedish") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    private static String letters(int number) {
        var word = new StringBuilder();
        for (int i = 0, left = number; i < 4; i++, left /= 10) {
            word.append((char) ('a' + left % 10));
        }
        return word.toString();
    }
}
