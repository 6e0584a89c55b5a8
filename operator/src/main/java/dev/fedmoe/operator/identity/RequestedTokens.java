package dev.fedmoe.operator.identity;

import dev.fedmoe.operator.OperatorSettings;
import dev.fedmoe.protocol.identity.TokenSource;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** By the TokenRequest API. A token lives an hour and is renewed when a fifth of that is left; until then an outage harms nobody. */
@Singleton
public class RequestedTokens implements ControlTokens {
    private static final Logger log = Logger.getLogger(RequestedTokens.class);
    private static final Duration LIFE = Duration.ofHours(1);

    private final Function<String, Token> request;
    private final InstantSource clock;
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    @Inject
    RequestedTokens(KubernetesClient client, OperatorSettings settings) {
        this(audience -> ask(client, settings, audience), InstantSource.system());
    }

    RequestedTokens(Function<String, Token> request, InstantSource clock) {
        this.request = request;
        this.clock = clock;
    }

    @Override
    public void fetch(String audience) throws IOException {
        Token known = tokens.get(audience);
        if (known != null && known.ends().isAfter(clock.instant())) {
            return;
        }
        try {
            tokens.put(audience, request.apply(audience));
        } catch (KubernetesClientException e) {
            throw new IOException("no token for " + audience + ": " + e.getMessage(), e);
        }
    }

    @Override
    public TokenSource of(String audience) {
        return () -> {
            Token known = tokens.get(audience);
            if (known == null || !known.ends().isAfter(clock.instant())) {
                throw new IOException("no valid token for " + audience + " yet");
            }
            return known.text();
        };
    }

    @Override
    public void forget(String audience) {
        tokens.remove(audience);
    }

    @Scheduled(every = "30s", delayed = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void renew() {
        Instant now = clock.instant();
        tokens.forEach((audience, token) -> {
            if (!now.isBefore(token.renewal())) {
                renew(audience, token);
            }
        });
    }

    private void renew(String audience, Token token) {
        try {
            Token next = request.apply(audience);
            tokens.computeIfPresent(audience, (key, former) -> next);
        } catch (KubernetesClientException e) {
            log.warnf(
                    "the token for %s was not renewed, the present one is good until %s: %s",
                    audience, token.ends(), e.getMessage());
        }
    }

    private static Token ask(KubernetesClient client, OperatorSettings settings, String audience) {
        Instant asked = Instant.now();
        TokenRequest answer = client.serviceAccounts()
                .inNamespace(settings.namespace())
                .withName(settings.serviceAccount())
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withAudiences(audience)
                        .withExpirationSeconds(LIFE.toSeconds())
                        .endSpec()
                        .build());
        Instant ends = Instant.parse(answer.getStatus().getExpirationTimestamp());
        return new Token(answer.getStatus().getToken(), asked, ends);
    }

    /** One token and its life, as the API server granted it. */
    record Token(String text, Instant begins, Instant ends) {
        Instant renewal() {
            return begins.plus(Duration.between(begins, ends).multipliedBy(4).dividedBy(5));
        }
    }
}
