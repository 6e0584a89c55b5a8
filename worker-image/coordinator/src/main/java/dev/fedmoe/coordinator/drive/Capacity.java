package dev.fedmoe.coordinator.drive;

import dev.fedmoe.coordinator.job.ClientRegistry;
import dev.fedmoe.coordinator.job.Job;
import dev.fedmoe.coordinator.job.JoinedClient;
import dev.fedmoe.coordinator.job.Roster;
import dev.fedmoe.core.capacity.CapacityProfile;
import dev.fedmoe.core.capacity.NodeResources;
import dev.fedmoe.core.capacity.RoundBudget;
import dev.fedmoe.protocol.v1alpha1.TrainingSettings;

/**
 * How many experts a client may train in a round: its slots, or fewer when it would not be done by the deadline the job names. An
 * adaptive deadline follows the clients and limits none of them.
 */
record Capacity(Job job, ClientRegistry members) {
    /** Claims above it count as this many. */
    private static final long MAX_SAMPLES = 1L << 32;

    /** At least 1: whoever takes part trains something. */
    int slots(Roster roster, String client) {
        int given = roster.find(client).map(entry -> entry.getSlots()).orElse(1);
        var training = roster.training(job);
        if (!training.hasRoundDeadline()) {
            return Math.max(1, given);
        }
        int inTime = members.find(client)
                .map(member -> budget(training, member).slotsInTime(job.cost(), profile(member), given))
                .orElse(given);
        return Math.max(1, inTime);
    }

    private static RoundBudget budget(TrainingSettings training, JoinedClient member) {
        long own = Math.max(0, Math.min(member.join().getTrainingSamples(), MAX_SAMPLES));
        long samples = training.getLocalSteps() > 0
                ? (long) training.getLocalSteps() * training.getBatchSize()
                : own * training.getLocalPasses();
        var deadline = training.getRoundDeadline();
        return new RoundBudget(samples, deadline.getSeconds() + deadline.getNanos() / 1e9);
    }

    private static CapacityProfile profile(JoinedClient member) {
        var claimed = member.profile();
        return new CapacityProfile(
                new NodeResources(0, 0),
                speed(claimed.getSamplesPerSecond()),
                speed(claimed.getDownloadBytesPerSecond()),
                speed(claimed.getUploadBytesPerSecond()));
    }

    /** What is no speed has not been measured. */
    private static double speed(double claimed) {
        return claimed > 0 && Double.isFinite(claimed) ? claimed : 0;
    }
}
