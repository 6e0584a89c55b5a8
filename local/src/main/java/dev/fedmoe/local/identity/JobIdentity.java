package dev.fedmoe.local.identity;

import dev.fedmoe.protocol.authority.CertificateAuthority;
import dev.fedmoe.protocol.authority.PemCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Certificate, token keys and tokens of one run, as files that only this user can read. */
public final class JobIdentity {
    public static final String ISSUER = "https://fedmoe.dev/local";
    public static final String AUDIENCE = "fedmoe-coordinator";

    /** A run may take days; its keys die with the launcher anyway. */
    private static final Duration VALIDITY = Duration.ofDays(30);

    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1");

    private final Path folder;
    private final Instant now;
    private final TokenSigner tokens = new TokenSigner(ISSUER, AUDIENCE, VALIDITY);

    private JobIdentity(Path folder, Instant now) {
        this.folder = folder;
        this.now = now;
    }

    /** Makes new keys; those of an earlier run in the same folder are overwritten. */
    public static JobIdentity create(Path folder, Instant now) throws IOException {
        var identity = new JobIdentity(folder, now);
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        var random = new SecureRandom();
        var authority = CertificateAuthority.create(now, random);
        var server = authority.issue(LOOPBACK, VALIDITY, now, random);
        identity.write("ca.pem", PemCodec.of(authority.trusted()));
        identity.write("cert.pem", PemCodec.of(List.of(server.certificate())));
        identity.write("key.pem", PemCodec.of(server.key()));
        identity.write("jwks.json", identity.tokens.publicKeys());
        return identity;
    }

    public Path authority() {
        return folder.resolve("ca.pem");
    }

    public Path certificate() {
        return folder.resolve("cert.pem");
    }

    public Path key() {
        return folder.resolve("key.pem");
    }

    public Path tokenKeys() {
        return folder.resolve("jwks.json");
    }

    /** Writes a token for the pod of {@code bearer}. */
    public Path token(TokenSubject bearer) throws IOException {
        return write(bearer.pod() + ".jwt", tokens.sign(bearer, now));
    }

    private Path write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, content);
    }
}
