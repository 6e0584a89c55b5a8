package dev.fedmoe.operator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the chart's values set, as environment variables {@code FEDMOE_...}. */
@ConfigMapping(prefix = "fedmoe")
public interface OperatorSettings {
    /** Namespace the operator runs in: its lease, its authority's secret. */
    @WithDefault("fedmoe-system")
    String namespace();

    /** This replica, as the lease names its holder: the pod's name. */
    @WithDefault("${HOSTNAME:operator}")
    String identity();

    /** Name of the Deployment it runs from, whose end is also that of the operator's lease and authority. */
    Optional<String> deployment();

    /** Service account the operator runs as; coordinators take orders from it alone. */
    @WithDefault("fedmoe-operator")
    String serviceAccount();

    /** Namespaces whose pools and jobs are served; absent: all. Nodes and pods are read in all of them either way. */
    Optional<List<String>> watchNamespaces();

    /** Whether each job gets a NetworkPolicy. */
    @WithDefault("true")
    boolean networkPolicies();

    Images images();

    Certificates certificates();

    Lease lease();

    /** Images of what runs in a job's pods. */
    interface Images {
        @WithDefault("fedmoe/coordinator:dev")
        String coordinator();

        @WithDefault("fedmoe/worker:dev")
        String worker();

        /** As in a pod spec: IfNotPresent, Always, Never. */
        @WithDefault("IfNotPresent")
        String pullPolicy();

        /** Name of an image pull secret in the job's namespace. */
        Optional<String> pullSecret();
    }

    /** Where job certificates come from. */
    interface Certificates {
        /** {@code Operator}: its own authority; {@code CertManager}: an issuer of cert-manager. */
        @WithDefault("Operator")
        Source source();

        /** Of cert-manager. */
        @WithDefault("Issuer")
        String issuerKind();

        Optional<String> issuerName();

        /** Life of a job certificate; it is renewed when a third is left. */
        @WithDefault("P90D")
        Duration validity();
    }

    /** Leader election. */
    interface Lease {
        @WithDefault("fedmoe-operator")
        String name();

        /** Another replica may take over once the lease has stood still for so long: at most two retries later it has. */
        @WithDefault("PT10S")
        Duration duration();

        /** A replica that could not renew for so long ceases to lead: well before another may. */
        @WithDefault("PT7S")
        Duration renewDeadline();

        @WithDefault("PT2S")
        Duration retryPeriod();
    }

    /** Who issues certificates. */
    enum Source {
        Operator,
        CertManager
    }
}
