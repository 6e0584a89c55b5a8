package dev.fedmoe.local.data;

import dev.fedmoe.local.input.BadInput;
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

    private static final List<String> LANGUAGES = List.of(
            "wamerican american-english",
            "wngerman ngerman",
            "wfrench french",
            "wspanish spanish",
            "witalian italian",
            "wportuguese portuguese",
            "wdutch dutch",
            "wswedish swedish",
            "wdanish danish");
    private static final int LETTERS = 27;
    private static final int TRAINING = 4000;
    private static final int TEST = 1000;

    /** A pair that occurs four times in a word is as bright as it gets. */
    private static final int ONCE = 64;

    private final Path root;
    private final Path cache;
    private final Packages packages;

    /** @param cache this program's own cache folder; made when needed */
    public WordLists(Path cache) {
        this(Path.of("/"), cache, new DebianPackages());
    }

    WordLists(Path root, Path cache, Packages packages) {
        this.root = root;
        this.cache = cache;
        this.packages = packages;
    }

    /** Nine classes of 4,000 training and 1,000 test words, the same ones always. Fetches what is not on this machine, without root. */
    public ImageSet read(Consumer<String> notice) throws BadInput {
        var training = new ArrayList<List<String>>();
        var test = new ArrayList<List<String>>();
        for (String language : LANGUAGES) {
            String[] names = language.split(" ", -1);
            var words = words(file(names[0], names[1], notice));
            training.add(words.subList(0, TRAINING));
            test.add(words.subList(TRAINING, TRAINING + TEST));
        }
        return new ImageSet(NAME, samples(training), samples(test));
    }

    private Path file(String name, String list, Consumer<String> notice) throws BadInput {
        Path inPackage = Path.of("usr/share/dict").resolve(list);
        Path installed = root.resolve(inPackage);
        if (Files.isRegularFile(installed)) {
            return installed;
        }
        Path unpacked = cache.resolve(name);
        if (!Files.isRegularFile(unpacked.resolve(inPackage))) {
            notice.accept("Fetching the Debian package " + name + " (once) …");
            try {
                Files.createDirectories(cache);
                packages.unpack(name, unpacked);
            } catch (IOException e) {
                throw new BadInput(
                        "The Debian package " + name + " is not on this machine and could not be fetched: "
                                + e.getMessage() + ". Maybe install it.",
                        e);
            }
        }
        return unpacked.resolve(inPackage);
    }

    private static List<String> words(Path file) throws BadInput {
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
                throw new BadInput(file + " has " + words.size() + " usable words, " + (TRAINING + TEST)
                        + " are needed. Maybe the package is another one by now.");
            }
            return words;
        } catch (IOException e) {
            throw new BadInput(file + " cannot be read: " + e.getMessage(), e);
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
