package dev.fedmoe.operator.leadership;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to write into the lease, from what it says and how long it has stood still. Age is measured on our own clock since we saw
 * the lease change: other nodes' clocks may be wrong.
 */
final class LeaseCandidate {
    private final String identity;
    private final Duration duration;

    LeaseCandidate(String identity, Duration duration) {
        this.identity = identity;
        this.duration = duration;
    }

    boolean holds(@Nullable Lease lease) {
        return identity.equals(holder(lease));
    }

    /** The lease as we want it; empty while it is another's. {@code still} is how long {@code lease} has not changed. */
    Optional<Lease> bid(@Nullable Lease lease, Duration still, ZonedDateTime now) {
        boolean free = holder(lease).isEmpty() || still.compareTo(duration) >= 0;
        if (holds(lease)) {
            return Optional.of(renewed(lease, now));
        }
        return free ? Optional.of(taken(lease, now)) : Optional.empty();
    }

    /** Free for whoever comes next. */
    Lease released(Lease lease) {
        return lease.toBuilder().editSpec().withHolderIdentity("").endSpec().build();
    }

    private static Lease renewed(@Nullable Lease lease, ZonedDateTime now) {
        return new LeaseBuilder(lease).editSpec().withRenewTime(now).endSpec().build();
    }

    private Lease taken(@Nullable Lease lease, ZonedDateTime now) {
        int before = spec(lease).map(LeaseSpec::getLeaseTransitions).orElse(0);
        return (lease == null ? new LeaseBuilder() : lease.toBuilder())
                .editOrNewSpec()
                .withHolderIdentity(identity)
                .withLeaseDurationSeconds((int) duration.toSeconds())
                .withAcquireTime(now)
                .withRenewTime(now)
                .withLeaseTransitions(lease == null ? 0 : before + 1)
                .endSpec()
                .build();
    }

    static String holder(@Nullable Lease lease) {
        return spec(lease).map(LeaseSpec::getHolderIdentity).orElse("");
    }

    private static Optional<LeaseSpec> spec(@Nullable Lease lease) {
        return Optional.ofNullable(lease).map(Lease::getSpec);
    }
}
