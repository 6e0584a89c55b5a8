package dev.fedmoe.local.folder;

import java.nio.file.Path;
import java.util.Optional;

/** This program's cache folder, by the XDG base directory specification. */
public final class CacheFolder {
    private CacheFolder() {}

    public static Path folder() {
        return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(path -> path.startsWith("/"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("fedmoe");
    }
}
