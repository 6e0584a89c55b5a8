package dev.fedmoe.coordinator.commit;

import dev.fedmoe.coordinator.store.CheckpointVolume;
import dev.fedmoe.coordinator.store.JsonFiles;
import dev.fedmoe.core.federation.knowledge.RoundFacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.TreeMap;

/**
 * One line a committed round. A convenience for reports: not fsynced, since the commit itself holds its round's facts;
 * lines that were lost in a crash stay lost but for the newest.
 */
public final class RoundHistoryFile {
    private final Path file;
    private final TreeMap<Integer, RoundFacts> rounds = new TreeMap<>();

    private RoundHistoryFile(Path file) {
        this.file = file;
    }

    /** Reads the rounds up to the newest commit; anything unreadable or beyond is dropped. */
    public static RoundHistoryFile open(CheckpointVolume volume, Commit newest) throws IOException {
        var history = new RoundHistoryFile(volume.history());
        if (Files.exists(history.file)) {
            for (String line : Files.readAllLines(history.file, StandardCharsets.UTF_8)) {
                history.read(line, newest.round());
            }
        }
        if (newest.round() > 0) {
            history.rounds.put(newest.round(), newest.record().facts());
        }
        return history;
    }

    public synchronized void add(Commit commit) {
        rounds.put(commit.round(), commit.record().facts());
    }

    /** Writes the line of a commit that was added. */
    public void append(Commit commit) throws IOException {
        var line = new Line(commit.round(), commit.record().facts());
        Files.writeString(file, JsonFiles.line(line), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Rounds after {@code round}, oldest first. */
    public synchronized List<Line> after(int round) {
        return rounds.tailMap(round, false).entrySet().stream()
                .map(entry -> new Line(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** One committed round. */
    public record Line(int round, RoundFacts facts) {}

    private void read(String text, int newest) {
        JsonFiles.parse(text, Line.class)
                .filter(line -> line.round() > 0 && line.round() <= newest)
                .ifPresent(line -> rounds.put(line.round(), line.facts()));
    }
}
