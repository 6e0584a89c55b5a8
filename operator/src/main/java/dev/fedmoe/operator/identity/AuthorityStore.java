package dev.fedmoe.operator.identity;

import dev.fedmoe.operator.OperatorDeployment;
import dev.fedmoe.operator.OperatorSettings;
import dev.fedmoe.operator.leadership.Leadership;
import dev.fedmoe.protocol.authority.CertificateAuthority;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.HttpURLConnection;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The operator's authority, kept in a secret of its namespace. The first to create the secret wins, so replicas agree; deleted by
 * hand, the known one is written back; succeeded when a third of its life is left.
 */
@Singleton
class AuthorityStore {
    private static final Logger log = Logger.getLogger(AuthorityStore.class);

    private final KubernetesClient client;
    private final Leadership leadership;
    private final String namespace;
    private final OperatorSettings.Certificates settings;
    private final OperatorDeployment home;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private volatile @Nullable CertificateAuthority known;

    @Inject
    AuthorityStore(
            KubernetesClient client,
            Leadership leadership,
            OperatorSettings settings,
            OperatorDeployment home,
            Clock clock) {
        this.client = client;
        this.leadership = leadership;
        this.namespace = settings.namespace();
        this.settings = settings.certificates();
        this.home = home;
        this.clock = clock;
    }

    /** Asks the API server the first time only. Throws when it is away then, or when this replica does not lead and there is none. */
    CertificateAuthority current() {
        CertificateAuthority authority = known;
        return authority == null ? look() : authority;
    }

    @Scheduled(every = "10s", delayed = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void refresh() {
        if (settings.source() != OperatorSettings.Source.Operator || !leadership.leads()) {
            return;
        }
        try {
            look();
        } catch (KubernetesClientException | IllegalStateException e) {
            log.warnf(
                    "the authority's secret cannot be looked at: %s",
                    e.getMessage() == null ? e.getCause() : e.getMessage());
        }
    }

    synchronized CertificateAuthority look() {
        Secret secret = client.secrets()
                .inNamespace(namespace)
                .withName(AuthoritySecret.NAME)
                .get();
        CertificateAuthority authority = secret == null ? create() : grown(secret);
        known = authority;
        return authority;
    }

    private CertificateAuthority create() {
        requireLeading();
        CertificateAuthority former = known;
        CertificateAuthority authority = former == null ? CertificateAuthority.create(clock.instant(), random) : former;
        try {
            client.resource(secret(authority).build()).create();
            log.infof("wrote the authority %s", authority.certificate().getSubjectX500Principal());
            return authority;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return read(client.secrets()
                        .inNamespace(namespace)
                        .withName(AuthoritySecret.NAME)
                        .require());
            }
            throw e;
        }
    }

    private CertificateAuthority grown(Secret secret) {
        CertificateAuthority authority = read(secret);
        Instant now = clock.instant();
        CertificateAuthority next = authority.pruned(settings.validity(), now);
        Instant end = authority.certificate().getNotAfter().toInstant();
        if (Duration.between(now, end).compareTo(CertificateAuthority.LIFE.dividedBy(3)) < 0) {
            next = next.succeededBy(CertificateAuthority.create(now, random));
        }
        if (next.equals(authority) || !leadership.leads()) {
            return authority;
        }
        Secret replaced = secret(next)
                .editMetadata()
                .withResourceVersion(secret.getMetadata().getResourceVersion())
                .endMetadata()
                .build();
        client.resource(replaced).update();
        log.infof(
                "the authority is now %s, trusting %d",
                next.certificate().getSubjectX500Principal(), next.trusted().size());
        return next;
    }

    private SecretBuilder secret(CertificateAuthority authority) {
        return new SecretBuilder(AuthoritySecret.of(namespace, authority))
                .editMetadata()
                .withOwnerReferences(home.owner(client))
                .endMetadata();
    }

    private CertificateAuthority read(Secret secret) {
        try {
            return AuthoritySecret.read(secret);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "secret " + namespace + "/" + AuthoritySecret.NAME + " is no authority: " + e.getMessage()
                            + "\nMaybe delete it: a new one is made, and every job gets a new certificate.",
                    e);
        }
    }

    private void requireLeading() {
        if (!leadership.leads()) {
            throw new IllegalStateException("there is no authority yet, and this replica does not lead");
        }
    }
}
