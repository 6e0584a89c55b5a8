package dev.fedmoe.protocol.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something read from files that others replace while we run. Looks at their attributes on each use (a few
 * microseconds), so that a rotation is seen at once and without a timer.
 */
final class WatchedFile<T> {
    private static final Logger log = LoggerFactory.getLogger(WatchedFile.class);

    private final List<Path> files;
    private final Reader<T> reader;
    private List<Object> seen = List.of();
    private @Nullable T value;

    WatchedFile(List<Path> files, Reader<T> reader) {
        this.files = List.copyOf(files);
        this.reader = reader;
    }

    /** The newest readable content. A file caught half-written keeps the previous content in force. */
    synchronized T current() throws IOException {
        T known = value;
        try {
            List<Object> now = stamps();
            if (known == null || !now.equals(seen)) {
                known = reader.read(files);
                value = known;
                seen = now;
            }
            return known;
        } catch (IOException e) {
            if (known == null) {
                throw e;
            }
            log.warn("keeping the earlier content of {}: {}", files, e.getMessage());
            return known;
        }
    }

    private List<Object> stamps() throws IOException {
        var stamps = new ArrayList<Object>();
        for (Path file : files) {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            stamps.add(attributes.lastModifiedTime());
            stamps.add(attributes.size());
            stamps.add(String.valueOf(attributes.fileKey()));
        }
        return stamps;
    }

    interface Reader<T> {
        T read(List<Path> files) throws IOException;
    }
}
