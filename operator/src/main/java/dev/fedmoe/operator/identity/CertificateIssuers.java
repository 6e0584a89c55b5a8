package dev.fedmoe.operator.identity;

import dev.fedmoe.operator.OperatorSettings;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Chooses who issues job certificates. */
@Singleton
class CertificateIssuers {
    @Produces
    @Singleton
    JobCertificates certificates(OperatorSettings settings, AuthorityStore store) {
        return switch (settings.certificates().source()) {
            case Operator ->
                new OperatorCertificates(store::current, settings.certificates().validity(), InstantSource.system());
            case CertManager -> new CertManagerCertificates(settings.certificates());
        };
    }
}
