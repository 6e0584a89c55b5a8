package dev.fedmoe.cluster.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** The API server's audit log, from a point on. */
public final class AuditLog {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final long from;

    private AuditLog(Path file, long from) {
        this.file = file;
        this.from = from;
    }

    public static AuditLog whole(Path file) {
        return new AuditLog(file, 0);
    }

    /** Only what is asked from now on. */
    public static AuditLog fromNow(Path file) {
        try {
            return new AuditLog(file, Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Requests of one service account, each once, in order. */
    public List<AuditedRequest> by(String namespace, String serviceAccount) {
        String user = "system:serviceaccount:" + namespace + ":" + serviceAccount;
        return requests().stream().filter(r -> r.user().equals(user)).toList();
    }

    /** Requests of every service account whose name is not of kube-system. */
    public List<AuditedRequest> requests() {
        Map<String, AuditedRequest> byId = new LinkedHashMap<>();
        for (String line : text().split("\n", -1)) {
            parse(line, byId);
        }
        return List.copyOf(byId.values());
    }

    /** Waits until nothing but leases has been written for {@code time}, at most for six times as long. */
    public static void awaitQuiet(Path file, Duration time, String namespace, String serviceAccount) {
        for (int i = 0; i < 6; i++) {
            if (writesDuring(file, time, namespace, serviceAccount).isEmpty()) {
                return;
            }
        }
        throw new AssertionError("the operator goes on writing");
    }

    /** Lets so much time of the cluster go by, and returns the writes in it but for renewed leases. */
    public static List<AuditedRequest> writesDuring(Path file, Duration time, String namespace, String serviceAccount) {
        var log = fromNow(file);
        var end = Instant.now().plus(time);
        Awaitility.await("time to pass")
                .atMost(time.plusSeconds(30))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> Instant.now().isAfter(end));
        return log.by(namespace, serviceAccount).stream()
                .filter(r -> r.writes() && !r.renewsLease())
                .toList();
    }

    /** A watch has two lines, its beginning and its end; the server may be in the middle of the last line. */
    private static void parse(String line, Map<String, AuditedRequest> byId) {
        if (!line.endsWith("}")) {
            return;
        }
        try {
            JsonNode entry = JSON.readTree(line);
            byId.put(entry.path("auditID").asText(), AuditedRequest.of(entry));
        } catch (JsonProcessingException e) {
            throw new AssertionError("no audit entry: " + line, e);
        }
    }

    private String text() {
        try (var bytes = Files.newInputStream(file)) {
            bytes.skipNBytes(from);
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
