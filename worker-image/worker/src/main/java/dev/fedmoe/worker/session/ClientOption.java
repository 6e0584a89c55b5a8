package dev.fedmoe.worker.session;

import dev.fedmoe.worker.data.BadDataException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A client this worker serves.
 *
 * @param data folder of its private data
 * @param token file that holds its bearer token; read anew for each call
 */
public record ClientOption(String name, Path data, Path token) {
    /** Reads {@code name=camera-1,data=DIR,token=FILE}; throws IllegalArgumentException that says what is missing. */
    public static ClientOption parse(String text) {
        Map<String, String> values = new HashMap<>();
        for (String pair : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1 || values.put(pair.substring(0, equals), pair.substring(equals + 1)) != null) {
                throw wrong(text, "'" + pair + "' is not one new key=value");
            }
        }
        String name = values.remove("name");
        String data = values.remove("data");
        String token = values.remove("token");
        if (name == null || name.isBlank() || data == null || token == null) {
            throw wrong(text, "name, data and token are needed");
        }
        if (!values.isEmpty()) {
            throw wrong(text, "unknown " + values.keySet());
        }
        return new ClientOption(name, Path.of(data), Path.of(token));
    }

    /** Throws when a folder or file it names is not there. */
    public void check() throws BadDataException {
        if (!Files.isDirectory(data)) {
            throw new BadDataException("client " + name + ": there is no data folder " + data
                    + ". Maybe correct data=DIR, or mount its volume.");
        }
        if (!Files.isReadable(token)) {
            throw new BadDataException(
                    "client " + name + ": there is no token file " + token + ". Maybe correct token=FILE.");
        }
    }

    private static IllegalArgumentException wrong(String text, String why) {
        return new IllegalArgumentException(
                "client '" + text + "': " + why + ". Maybe --client name=camera-1,data=DIR,token=FILE");
    }
}
