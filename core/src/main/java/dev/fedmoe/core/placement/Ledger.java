package dev.fedmoe.core.placement;

import dev.fedmoe.core.capacity.Resources;
import dev.fedmoe.core.capacity.RoundBudget;
import dev.fedmoe.core.capacity.SlotProblem;
import dev.fedmoe.core.capacity.Slots;
import dev.fedmoe.core.placement.PlacementProblem.Client;
import dev.fedmoe.core.placement.PlacementProblem.Job;
import dev.fedmoe.core.placement.PlacementProblem.Tenure;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What each client has given to which job so far. */
final class Ledger {
    private final List<Client> ready;
    private final Map<String, Account> accounts = new HashMap<>();

    Ledger(PlacementProblem problem) {
        ready = problem.clients().stream()
                .filter(Client::ready)
                .sorted(Comparator.comparing(Client::name))
                .toList();
        ready.forEach(c -> accounts.put(c.name(), new Account()));
        for (Job job : problem.jobs()) {
            job.standing().clients().forEach((client, tenure) -> {
                if (accounts.containsKey(client)) {
                    account(client).runningSlots += tenure.slots();
                }
            });
        }
    }

    /** Ordered by name. */
    List<Client> ready() {
        return ready;
    }

    /** Slots the job could have on the client, those it has been granted there included. */
    Slots room(Job job, Client client) {
        var account = account(client.name());
        int own = account.granted(job);
        var taken = own == 0 ? account.taken : account.taken.less(job.cost().resources(own));
        int cap = Math.min(client.cap() - (account.slots - own), job.demand().maxSlotsPerClient());
        return Slots.of(
                new SlotProblem(client.name(), client.left().less(taken), job.cost(), cap, budget(job, client)));
    }

    /** Slots the job could have if it were alone. */
    static Slots roomAlone(Job job, Client client) {
        int cap = Math.min(client.cap(), job.demand().maxSlotsPerClient());
        return Slots.of(new SlotProblem(client.name(), client.left(), job.cost(), cap, budget(job, client)));
    }

    int granted(Job job, Client client) {
        return account(client.name()).granted(job);
    }

    /** Slots that other jobs' workers hold there now, whatever they have been granted. */
    int runningElsewhere(Job job, Client client) {
        var own = job.standing().clients().get(client.name());
        return account(client.name()).runningSlots - (own == null ? 0 : own.slots());
    }

    /** Raises the job's grant on the client to {@code slots}. */
    void grant(Job job, Client client, int slots) {
        var account = account(client.name());
        int own = account.granted(job);
        var before = own == 0 ? Resources.NONE : job.cost().resources(own);
        account.taken = account.taken.less(before).plus(job.cost().resources(slots));
        account.slots += slots - own;
        account.granted.put(job.id(), slots);
    }

    private Account account(String client) {
        var account = accounts.get(client);
        if (account == null) {
            throw new IllegalArgumentException("client " + client + " is not ready");
        }
        return account;
    }

    private static RoundBudget budget(Job job, Client client) {
        Tenure tenure = job.standing().clients().get(client.name());
        return tenure == null
                ? new RoundBudget(0, job.demand().roundSeconds())
                : new RoundBudget(tenure.roundSamples(), job.demand().roundSeconds());
    }

    private static final class Account {
        private final Map<String, Integer> granted = new TreeMap<>();
        private Resources taken = Resources.NONE;
        private int slots;
        private int runningSlots;

        int granted(Job job) {
            return granted.getOrDefault(job.id(), 0);
        }
    }
}
