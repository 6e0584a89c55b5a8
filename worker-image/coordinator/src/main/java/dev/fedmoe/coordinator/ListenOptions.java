package dev.fedmoe.coordinator;

import dev.fedmoe.protocol.identity.TokenTrust;
import dev.fedmoe.protocol.identity.TokenVerifier;
import dev.fedmoe.protocol.server.ServerLimits;
import dev.fedmoe.protocol.server.ServerSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say where the coordinator listens and whom it believes. */
@SuppressWarnings("NullAway.Init")
final class ListenOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--listen", defaultValue = "0.0.0.0:7443", paramLabel = "HOST:PORT", description = "Port 0: any.")
    private String listen;

    @Option(names = "--tls-cert", required = true, description = "PEM chain; re-read when it changes.")
    private Path certificate;

    @Option(names = "--tls-key", required = true, description = "PEM, PKCS #8; re-read when it changes.")
    private Path key;

    @Option(names = "--token-keys", required = true, description = "JWK set of the tokens' issuer.")
    private Path tokenKeys;

    @Option(names = "--token-issuer", required = true)
    private String issuer;

    @Option(names = "--token-audience", required = true)
    private String audience;

    @Option(names = "--control-subject", required = true, description = "Token subject of the control side.")
    private String controlSubject;

    @Option(
            names = "--worker-subject",
            defaultValue = "",
            description = "Token subject of the workers. Default: any, if its token is bound to a client's node.")
    private String workerSubject;

    ServerSettings settings() {
        return new ServerSettings(
                address(),
                existing("--tls-cert", certificate),
                existing("--tls-key", key),
                controlSubject,
                workerSubject,
                ServerLimits.defaults());
    }

    TokenVerifier verifier() {
        return new TokenVerifier(
                new TokenTrust(existing("--token-keys", tokenKeys), issuer, audience), Clock.systemUTC());
    }

    private InetSocketAddress address() {
        int colon = listen.lastIndexOf(':');
        try {
            int port = Integer.parseInt(listen.substring(colon + 1));
            return new InetSocketAddress(InetAddress.getByName(listen.substring(0, Math.max(0, colon))), port);
        } catch (IllegalArgumentException | UnknownHostException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--listen must be HOST:PORT, for instance 127.0.0.1:0, not '" + listen + "'",
                    e);
        }
    }

    private Path existing(String option, Path file) {
        if (!Files.isReadable(file)) {
            throw new ParameterException(spec.commandLine(), option + ": cannot read " + file);
        }
        return file;
    }
}
