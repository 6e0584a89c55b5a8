package dev.fedmoe.core.placement;

import dev.fedmoe.core.capacity.NodeResources;
import dev.fedmoe.core.capacity.RoundBudget;
import dev.fedmoe.core.capacity.SlotCalculator;
import dev.fedmoe.core.capacity.SlotProblem;
import dev.fedmoe.core.placement.PlacementProblem.Client;
import dev.fedmoe.core.placement.PlacementProblem.Job;
import dev.fedmoe.core.placement.PlacementProblem.Tenure;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** What each ready client has given so far, to all jobs together. Clients are numbered by name. */
final class CapacityLedger {
    private final List<Client> ready;
    private final NodeResources[] taken;
    private final int[] slots;
    private final int[] running;

    CapacityLedger(PlacementProblem problem) {
        ready = problem.clients().stream()
                .filter(Client::ready)
                .sorted(Comparator.comparing(Client::name))
                .toList();
        taken = new NodeResources[ready.size()];
        Arrays.fill(taken, NodeResources.NONE);
        slots = new int[ready.size()];
        running = new int[ready.size()];
    }

    int clients() {
        return ready.size();
    }

    Client client(int number) {
        return ready.get(number);
    }

    /** Slots the job could have on the client, the {@code own} it has been granted there included. */
    int room(Job job, Tenure tenure, int client, int own) {
        int cap = client(client).cap() - (slots[client] - own);
        if (cap <= 0) {
            return 0;
        }
        var others = own == 0 ? taken[client] : taken[client].less(job.cost().resources(own));
        var left = client(client).left().less(others);
        int most = Math.min(cap, job.demand().maxSlotsPerClient());
        return SlotCalculator.of(new SlotProblem(client(client).name(), left, job.cost(), most, budget(job, tenure)))
                .count();
    }

    /** Slots the job could have if it were alone. */
    SlotCalculator roomAlone(Job job, Tenure tenure, int client) {
        int most = Math.min(client(client).cap(), job.demand().maxSlotsPerClient());
        return SlotCalculator.of(
                new SlotProblem(client(client).name(), client(client).left(), job.cost(), most, budget(job, tenure)));
    }

    /** Slots of workers that run there now, whatever they have been granted. */
    int running(int client) {
        return running[client];
    }

    /** A job's worker runs there now. */
    void run(int client, int count) {
        running[client] += count;
    }

    /** Changes what the job has on the client. */
    void grant(Job job, int client, int before, int now) {
        var others = before == 0 ? taken[client] : taken[client].less(job.cost().resources(before));
        taken[client] = others.plus(job.cost().resources(now));
        slots[client] += now - before;
    }

    private static RoundBudget budget(Job job, Tenure tenure) {
        return new RoundBudget(tenure.roundSamples(), job.demand().roundSeconds());
    }
}
