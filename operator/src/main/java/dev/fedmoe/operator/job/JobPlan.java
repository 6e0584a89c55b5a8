package dev.fedmoe.operator.job;

import dev.fedmoe.crds.job.FederatedMoEJobStatus;
import dev.fedmoe.operator.announce.EventRecorder.Announcement;
import dev.fedmoe.operator.link.CoordinatorLinks.Address;
import dev.fedmoe.operator.link.CoordinatorOrder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;

/**
 * What is to be done about a job now.
 *
 * @param desired in this order
 * @param deletions before {@code desired} is made
 * @param statusDue whether {@code status} is written in this look
 */
record JobPlan(
        List<HasMetadata> desired,
        List<HasMetadata> deletions,
        Line line,
        FederatedMoEJobStatus status,
        boolean statusDue,
        List<Announcement> announcements) {
    JobPlan {
        desired = List.copyOf(desired);
        deletions = List.copyOf(deletions);
        announcements = List.copyOf(announcements);
    }

    /**
     * The line to the coordinator.
     *
     * @param address empty: as it was
     * @param hangUp nobody is expected to answer any more
     */
    record Line(Optional<Address> address, Optional<CoordinatorOrder> order, boolean hangUp) {
        static final Line AS_IT_WAS = new Line(Optional.empty(), Optional.empty(), false);
    }
}
