package dev.fedmoe.core.placement;

import dev.fedmoe.core.placement.PlacementPlan.Grant;
import dev.fedmoe.core.placement.PlacementPlan.JobPlacement;
import dev.fedmoe.core.placement.PlacementProblem.Job;
import dev.fedmoe.core.placement.PlacementProblem.Tenure;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/** One job while it is being placed. */
final class JobAllocation {
    private static final Tenure UNKNOWN = Tenure.holding(0);

    private final Job job;
    private final CapacityLedger ledger;
    private final double moveGain;

    /** What the job knows of each client of the ledger, and what it has been granted there. */
    private final Tenure[] tenures;

    private final int[] granted;
    private List<ClientCandidate> candidates = List.of();
    private Iterator<ClientCandidate> toKeep = List.<ClientCandidate>of().iterator();
    private Iterator<ClientCandidate> toGrow = List.<ClientCandidate>of().iterator();
    private int clients;
    private String shortage = "";

    JobAllocation(Job job, CapacityLedger ledger, double moveGain) {
        this.job = job;
        this.ledger = ledger;
        this.moveGain = moveGain;
        var known = job.standing().clients();
        tenures = IntStream.range(0, ledger.clients())
                .mapToObj(c -> known.getOrDefault(ledger.client(c).name(), UNKNOWN))
                .toArray(Tenure[]::new);
        granted = new int[tenures.length];
        for (int c = 0; c < tenures.length; c++) {
            ledger.run(c, tenures[c].slots());
        }
    }

    Job job() {
        return job;
    }

    boolean isRunning() {
        return StickyPlacer.isRunning(job);
    }

    double highestPrice() {
        return job.standing().prices().stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
    }

    /** A job that runs already goes on with what it can get. */
    boolean isAdmitted() {
        return shortage.isEmpty() || isRunning();
    }

    /** Takes what the job needs, or says why it cannot; {@code earlier} jobs have been served. */
    void admit(List<JobAllocation> earlier) {
        candidates = ClientCandidate.of(job, tenures, ledger, moveGain);
        toKeep = candidates.stream().filter(c -> c.running() > 0).iterator();
        toGrow = candidates.iterator();
        var chosen = choose();
        long room = chosen.stream().mapToLong(ClientCandidate::room).sum();
        if (room < job.demand().slots()) {
            shortage = PlacementMessages.tooFewSlots(job, room, chosen.size(), candidates.size(), earlier);
        } else if (chosen.size() < job.demand().minClients()) {
            shortage = PlacementMessages.tooFewClients(job, candidates.size(), earlier);
        }
        if (isAdmitted()) {
            takeNeeded(chosen);
        }
    }

    /** Grants the job what it runs on its next client; false when there is nothing left to keep. */
    boolean keepNext() {
        return raiseNext(toKeep, ClientCandidate::running);
    }

    /** Fills the job's next client that has room; false when there is none left. */
    boolean growNext() {
        return raiseNext(toGrow, c -> Integer.MAX_VALUE);
    }

    int grantedSlots() {
        return Arrays.stream(granted).sum();
    }

    JobPlacement placement() {
        var wording = new PlacementMessages(job, candidates);
        var grants = IntStream.range(0, granted.length)
                .filter(c -> granted[c] > 0)
                .mapToObj(c -> {
                    String name = ledger.client(c).name();
                    return new Grant(name, granted[c], wording.grant(name, tenures[c].slots(), granted[c]));
                })
                .toList();
        var remarks = IntStream.range(0, granted.length)
                .mapToObj(c -> ledger.roomAlone(job, tenures[c], c))
                .filter(s -> s.count() == 0)
                .map(s -> s.reason())
                .toList();
        return new JobPlacement(job.id(), grants, shortage, remarks);
    }

    // The best clients; when those it may have are too small together, the largest.
    private List<ClientCandidate> choose() {
        int max = job.demand().maxClients();
        var best = candidates.stream().limit(max).toList();
        long room = best.stream().mapToLong(ClientCandidate::room).sum();
        return room >= job.demand().slots()
                ? best
                : candidates.stream().sorted(ClientCandidate.LARGEST).limit(max).toList();
    }

    // Workers that run stay as they are before any of them grows; else the need would gather on the first ones.
    private void takeNeeded(List<ClientCandidate> chosen) {
        long missing = take(chosen, job.demand().slots(), c -> c.running() > 0 ? c.running() : c.room());
        take(chosen, missing, ClientCandidate::room);
    }

    private long take(List<ClientCandidate> chosen, long missing, ToIntFunction<ClientCandidate> wanted) {
        for (ClientCandidate candidate : chosen) {
            int before = granted[candidate.number()];
            boolean needed =
                    missing > 0 || (before == 0 && clients < job.demand().minClients());
            int slots = Math.min(candidate.room(), wanted.applyAsInt(candidate));
            int most = (int) Math.min(slots, before + Math.max(1, missing));
            if (needed && raise(candidate.number(), most)) {
                missing -= most - before;
            }
        }
        return missing;
    }

    // A turn is over with the first grant; looking at a client that is full costs none.
    private boolean raiseNext(Iterator<ClientCandidate> next, ToIntFunction<ClientCandidate> wanted) {
        while (next.hasNext()) {
            var candidate = next.next();
            int client = candidate.number();
            // The room there was at first is the most there can be.
            int most = Math.min(wanted.applyAsInt(candidate), candidate.room());
            if (most > granted[client]
                    && raise(client, Math.min(most, ledger.room(job, tenures[client], client, granted[client])))) {
                return true;
            }
        }
        return false;
    }

    private boolean raise(int client, int slots) {
        int before = granted[client];
        if (slots <= before || (before == 0 && clients >= job.demand().maxClients())) {
            return false;
        }
        clients += before == 0 ? 1 : 0;
        ledger.grant(job, client, before, slots);
        granted[client] = slots;
        return true;
    }
}
