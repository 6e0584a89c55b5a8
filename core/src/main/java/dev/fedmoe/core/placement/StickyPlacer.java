package dev.fedmoe.core.placement;

import dev.fedmoe.core.placement.PlacementPlan.JobPlacement;
import dev.fedmoe.core.placement.PlacementProblem.Job;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * First every job gets what it needs, by priority, running jobs before new ones; then what is left is shared out, by priority
 * again, jobs of one priority in turn. Within a job, clients go by what a slot there is worth to it.
 *
 * @param moveGain what a slot elsewhere must be worth more before a running worker gives way to it, in fitness
 */
public record StickyPlacer(double moveGain) implements Placer {
    /** A worker that moves loses a round and fetches its experts again; less than this is not worth it. */
    public static final double MOVE_GAIN = 0.1;

    private static final Comparator<JobAllocation> ORDER = Comparator.comparingInt(
                    (JobAllocation b) -> -b.job().priority())
            .thenComparing(b -> !b.isRunning())
            .thenComparing(b -> -b.highestPrice())
            .thenComparing(b -> b.job().id());

    public StickyPlacer() {
        this(MOVE_GAIN);
    }

    @Override
    public PlacementPlan place(PlacementProblem problem) {
        var ledger = new CapacityLedger(problem);
        var bids = problem.jobs().stream()
                .map(job -> new JobAllocation(job, ledger, moveGain))
                .sorted(ORDER)
                .toList();
        for (int i = 0; i < bids.size(); i++) {
            bids.get(i).admit(bids.subList(0, i));
        }
        var equals = new TreeMap<Integer, List<JobAllocation>>(Comparator.reverseOrder());
        for (JobAllocation bid : bids) {
            equals.computeIfAbsent(bid.job().priority(), p -> samePriority(bids, p));
        }
        equals.values().forEach(StickyPlacer::shareTheRest);
        return new PlacementPlan(bids.stream()
                .map(JobAllocation::placement)
                .sorted(Comparator.comparing(JobPlacement::job))
                .toList());
    }

    private static List<JobAllocation> samePriority(List<JobAllocation> bids, int priority) {
        return bids.stream()
                .filter(b -> b.isAdmitted() && b.job().priority() == priority)
                .toList();
    }

    // What runs stays first, for all of them; else one job's growth would push another's worker out.
    private static void shareTheRest(List<JobAllocation> bids) {
        inTurn(bids, JobAllocation::keepNext);
        inTurn(bids, JobAllocation::growNext);
    }

    private static void inTurn(List<JobAllocation> bids, Predicate<JobAllocation> step) {
        for (var hungry = bids; !hungry.isEmpty(); ) {
            hungry = hungry.stream().filter(step).toList();
        }
    }

    /** Whether a job runs a worker anywhere. */
    static boolean isRunning(Job job) {
        return job.standing().clients().values().stream().anyMatch(t -> t.slots() > 0);
    }
}
