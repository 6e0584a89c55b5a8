package dev.fedmoe.core.placement;

import dev.fedmoe.core.capacity.CapacityProfile;
import dev.fedmoe.core.capacity.ExpertCost;
import dev.fedmoe.core.capacity.JobCost;
import dev.fedmoe.core.capacity.NodeResources;
import dev.fedmoe.core.capacity.WorkerCost;
import dev.fedmoe.core.placement.PlacementPlan.Grant;
import dev.fedmoe.core.placement.PlacementPlan.JobPlacement;
import dev.fedmoe.core.placement.PlacementProblem.Client;
import dev.fedmoe.core.placement.PlacementProblem.Demand;
import dev.fedmoe.core.placement.PlacementProblem.Job;
import dev.fedmoe.core.placement.PlacementProblem.Standing;
import dev.fedmoe.core.placement.PlacementProblem.Tenure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Problems for tests. Clients are sized in slots: 250m CPU each, and memory for that many of one job. */
final class PlacementFixture {
    static final long MIB = 1 << 20;

    private PlacementFixture() {}

    static JobCost cost(int experts) {
        return new JobCost(
                experts, 1, new WorkerCost(200 * MIB, 4 * MIB, 0, 0, 1), new ExpertCost(MIB, MIB, MIB, 7 * MIB, 1));
    }

    /** Room for {@code slots} of any jobs: memory is plenty. */
    static Client client(String name, int slots) {
        return client(name, slots, 0);
    }

    static Client client(String name, int slots, double samplesPerSecond) {
        var profile = new CapacityProfile(new NodeResources(250L * slots, 8_192 * MIB), samplesPerSecond, 0, 0);
        return new Client(name, profile, 64, true);
    }

    static Job job(String id, int priority, Demand demand) {
        return new Job(id, priority, demand, cost(demand.experts()), Standing.NEW);
    }

    static Job job(String id, int priority, int experts, int holders) {
        return job(id, priority, Demand.of(experts, holders));
    }

    static Job running(Job job, Map<String, Tenure> clients, Double... prices) {
        return new Job(job.id(), job.priority(), job.demand(), job.cost(), new Standing(clients, List.of(prices)));
    }

    /** The job as it stands once a plan has been carried out; what was known of its clients stays known. */
    static Job after(JobPlacement plan, Job job) {
        var clients = new HashMap<String, Tenure>();
        job.standing().clients().forEach((c, t) -> clients.put(c, new Tenure(0, t.slotValue(), t.roundSamples())));
        for (Grant grant : plan.grants()) {
            var known = clients.getOrDefault(grant.client(), Tenure.holding(0));
            clients.put(grant.client(), new Tenure(grant.slots(), known.slotValue(), known.roundSamples()));
        }
        return new Job(
                job.id(),
                job.priority(),
                job.demand(),
                job.cost(),
                new Standing(clients, job.standing().prices()));
    }

    static PlacementPlan place(List<Job> jobs, Client... clients) {
        return new StickyPlacer().place(new PlacementProblem(jobs, List.of(clients)));
    }

    /** Slots by client. */
    static Map<String, Integer> slots(JobPlacement placement) {
        var slots = new HashMap<String, Integer>();
        placement.grants().forEach(g -> slots.put(g.client(), g.slots()));
        return slots;
    }

    static String reason(JobPlacement placement, String client) {
        return placement.grants().stream()
                .filter(g -> g.client().equals(client))
                .map(Grant::reason)
                .findFirst()
                .orElseThrow();
    }
}
