package dev.fedmoe.local.data;

import dev.fedmoe.local.input.BadInputException;
import dev.fedmoe.worker.data.Dataset;
import dev.fedmoe.worker.data.SampleShape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Words of nine languages, to be told apart by their pairs of letters: a small text data set out of Debian's word lists. Accents are
 * dropped, for they would give the language away. A sample is the number of times each of 27 × 27 pairs occurs (the 27th is the
 * word's border), as bytes.
 */
public final class WordLists {
    public static final String NAME = "Words";

    private static final Path DICTIONARIES = Path.of("usr/share/dict");

    private static final List<Source> LANGUAGES = List.of(
            new Source("wamerican", "american-english"),
            new Source("wngerman", "ngerman"),
            new Source("wfrench", "french"),
            new Source("wspanish", "spanish"),
            new Source("witalian", "italian"),
            new Source("wportuguese", "portuguese"),
            new Source("wdutch", "dutch"),
            new Source("wswedish", "swedish"),
            new Source("wdanish", "danish"));
    private static final int LETTERS = 27;
    private static final int TRAINING = 4000;
    private static final int TEST = 1000;

    /** A pair that occurs four times in a word is as bright as it gets. */
    private static final int ONCE = 64;

    private final DebianDataset debian;

    /** A package and its list. */
    private record Source(String debianPackage, String list) {}

    /** @param cache this program's own cache folder; made when needed */
    public WordLists(Path cache) {
        this(new DebianDataset(cache));
    }

    WordLists(DebianDataset debian) {
        this.debian = debian;
    }

    /** Nine classes of 4,000 training and 1,000 test words, the same ones always. Fetches what is not on this machine, without root. */
    public ImageDataset read(Consumer<String> notice) throws BadInputException {
        var training = new ArrayList<List<String>>();
        var test = new ArrayList<List<String>>();
        for (Source language : LANGUAGES) {
            var words = words(file(language, notice));
            training.add(words.subList(0, TRAINING));
            test.add(words.subList(TRAINING, TRAINING + TEST));
        }
        return new ImageDataset(NAME, samples(training), samples(test));
    }

    private Path file(Source language, Consumer<String> notice) throws BadInputException {
        String name = language.debianPackage;
        try {
            return debian.find(
                    name,
                    DICTIONARIES.resolve(language.list),
                    Files::isRegularFile,
                    () -> notice.accept("Fetching the Debian package " + name + " (once) …"));
        } catch (IOException e) {
            throw new BadInputException(
                    "The Debian package " + name + " is not on this machine and could not be fetched: " + e.getMessage()
                            + ". Maybe install it.",
                    e);
        }
    }

    private static List<String> words(Path file) throws BadInputException {
        try {
            var words = new ArrayList<>(text(Files.readAllBytes(file))
                    .lines()
                    .map(WordLists::plain)
                    .filter(word -> word.matches("[a-z]{5,14}"))
                    .distinct()
                    .sorted()
                    .toList());
            Collections.shuffle(words, new Random(1));
            if (words.size() < TRAINING + TEST) {
                throw new BadInputException(file + " has " + words.size() + " usable words, " + (TRAINING + TEST)
                        + " are needed. Maybe the package is another one by now.");
            }
            return words;
        } catch (IOException e) {
            throw new BadInputException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Most lists are UTF-8, older ones Latin 1. */
    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private static String plain(String word) {
        return Normalizer.normalize(word.strip().toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "");
    }

    private static Dataset samples(List<List<String>> languages) {
        int each = languages.get(0).size();
        var values = new byte[languages.size() * each * LETTERS * LETTERS];
        var labels = new int[languages.size() * each];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % languages.size();
            count(languages.get(labels[i]).get(i / languages.size()), values, i * LETTERS * LETTERS);
        }
        return Dataset.ofBytes(values, labels, new SampleShape(List.of(1, LETTERS, LETTERS), languages.size()));
    }

    private static void count(String word, byte[] values, int start) {
        int before = LETTERS - 1;
        for (int i = 0; i <= word.length(); i++) {
            int letter = i < word.length() ? word.charAt(i) - 'a' : LETTERS - 1;
            int pair = start + before * LETTERS + letter;
            values[pair] = (byte) Math.min(255, (values[pair] & 0xff) + ONCE);
            before = letter;
        }
    }
}
