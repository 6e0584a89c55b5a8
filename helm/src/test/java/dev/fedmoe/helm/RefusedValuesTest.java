package dev.fedmoe.helm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong values are refused with a message that names them, by every Helm. */
class RefusedValuesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "operator: {replica: 2}                          | replica",
                "operator: {replicas: two}                       | replicas",
                "operator: {replicas: -1}                        | replicas",
                "operators: {replicas: 2}                        | operators",
                "images: {registry: 'https://a'}                 | registry",
                "images: {worker: {digest: abc}}                 | digest",
                "images: {pullPolicy: Sometimes}                 | 'IfNotPresent', 'Always', 'Never'",
                "log: {level: info}                              | 'TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR'",
                "watchNamespaces: plant                          | watchNamespaces",
                "watchNamespaces: [Plant]                        | watchNamespaces/0",
                "commonLabels: {a: 1}                            | commonLabels",
                "lease: {duration: 1m}                           | lease/duration",
                "lease: {duration: 7s}                           | lease.renewDeadline (7s) must be less than lease.duration (7s)",
                "lease: {retryPeriod: 9s}                        | lease.retryPeriod (9s) must be less than lease.renewDeadline (7s)",
                "certificates: {source: CertManager}             | certificates.certManager.issuerName is empty. Name an issuer",
                "serviceAccount: {create: false}                 | serviceAccount.name is empty. Name the service account that exists",
            })
    void wrongValuesAreRefused(String values, String message) {
        for (var helm : HelmRenderer.all()) {
            var rendering = RenderedChart.render(helm, values);

            assertThat(rendering.refusal()).as(helm + " " + values).contains(message);
            assertThat(rendering.text()).isEmpty();
        }
    }
}
