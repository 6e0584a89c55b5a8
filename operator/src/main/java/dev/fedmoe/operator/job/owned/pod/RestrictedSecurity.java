package dev.fedmoe.operator.job.owned.pod;

import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;

/** Pod Security "restricted", and a read-only root besides. */
final class RestrictedSecurity {
    /** Of the images; no user of the node. */
    static final long USER = 65532;

    private RestrictedSecurity() {}

    /** Volumes are not handed over to the group: a client's data belongs to its node. */
    static PodSecurityContext pod() {
        return new PodSecurityContextBuilder()
                .withRunAsNonRoot(true)
                .withRunAsUser(USER)
                .withRunAsGroup(USER)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .build();
    }

    /** With a volume of its own to write to. */
    static PodSecurityContext podWithVolume() {
        return new PodSecurityContextBuilder(pod())
                .withFsGroup(USER)
                .withFsGroupChangePolicy("OnRootMismatch")
                .build();
    }

    static SecurityContext container() {
        return new SecurityContextBuilder()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .build();
    }
}
