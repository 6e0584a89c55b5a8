package dev.fedmoe.local.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps an earlier run under a numbered name: {@code fashion} becomes {@code fashion.1}. Nothing is ever deleted. */
public final class PreviousRunArchive {
    private static final int MOST = 10_000;

    private PreviousRunArchive() {}

    /** Returns the new place. */
    public static Path move(Path folder) throws IOException {
        for (int number = 1; number < MOST; number++) {
            Path aside = folder.resolveSibling(folder.getFileName() + "." + number);
            if (!Files.exists(aside)) {
                return Files.move(folder, aside);
            }
        }
        throw new IOException("there are " + MOST + " earlier runs beside " + folder + ". Maybe remove some.");
    }

    static boolean isOne(String folderName) {
        return folderName.matches(".*\\.\\d+");
    }
}
