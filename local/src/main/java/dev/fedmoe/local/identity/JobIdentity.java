package dev.fedmoe.local.identity;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.util.io.pem.PemObjectGenerator;
import org.bouncycastle.util.io.pem.PemWriter;

/** Certificate, token keys and tokens of one run, as files that only this user can read. */
public final class JobIdentity {
    public static final String ISSUER = "https://fedmoe.dev/local";
    public static final String AUDIENCE = "fedmoe-coordinator";

    /** A run may take days; its keys die with the launcher anyway. */
    private static final Duration VALIDITY = Duration.ofDays(30);

    private final Path folder;
    private final Instant now;
    private final TokenSigner tokens = new TokenSigner(ISSUER, AUDIENCE, VALIDITY);

    private JobIdentity(Path folder, Instant now) {
        this.folder = folder;
        this.now = now;
    }

    /** Makes new keys; those of an earlier run in the same folder are overwritten. */
    public static JobIdentity create(Path folder, String job, Instant now) throws IOException {
        var identity = new JobIdentity(folder, now);
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        var authority = new LocalCertificateAuthority(now, VALIDITY);
        KeyPair server = LocalCertificateAuthority.newKeys();
        identity.write("ca.pem", pem(new JcaMiscPEMGenerator(authority.certificate())));
        identity.write("cert.pem", pem(new JcaMiscPEMGenerator(authority.server(job + "-coordinator", server))));
        identity.write("key.pem", pem(new JcaPKCS8Generator(server.getPrivate(), null)));
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

    private static String pem(PemObjectGenerator content) throws IOException {
        var text = new StringWriter();
        try (var writer = new PemWriter(text)) {
            writer.writeObject(content);
        }
        return text.toString();
    }
}
