package dev.fedmoe.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.testing.RealParts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RealParts
class WorkerMainTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void missingDataFolderIsNamed() throws IOException {
        Files.writeString(folder.resolve("token"), "t");
        refused("client camera-1: there is no data folder", "localhost:1", client(folder.resolve("none"), "token"));
    }

    @Test
    void missingTokenIsNamed() {
        refused("client camera-1: there is no token file", "localhost:1", client(folder, "none"));
    }

    @Test
    void missingAuthorityIsNamed() throws IOException {
        Files.writeString(folder.resolve("token"), "t");
        refused("ca.pem cannot be read", "localhost:1", client(folder, "token"));
    }

    @Test
    void coordinatorWithoutPortIsTold() throws IOException {
        Files.writeString(folder.resolve("token"), "t");
        refused("--coordinator 'localhost' is not host:port", "localhost", client(folder, "token"));
    }

    @Test
    void clientWithoutDataIsTold() {
        refused("client 'name=camera-1': name, data and token are needed", "localhost:1", "name=camera-1");
    }

    private String client(Path data, String token) {
        return "name=camera-1,data=" + data + ",token=" + folder.resolve(token);
    }

    private void refused(String message, String coordinator, String client) {
        PrintStream before = System.err;
        var printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            String authority = folder.resolve("ca.pem").toString();
            int code = WorkerMain.execute("--coordinator", coordinator, "--tls-ca", authority, "--client", client);
            assertThat(code).isEqualTo(2);
        } finally {
            System.setErr(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains(message);
    }
}
