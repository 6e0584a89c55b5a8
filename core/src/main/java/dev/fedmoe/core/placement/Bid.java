package dev.fedmoe.core.placement;

import dev.fedmoe.core.placement.PlacementPlan.Grant;
import dev.fedmoe.core.placement.PlacementPlan.JobPlacement;
import dev.fedmoe.core.placement.PlacementProblem.Client;
import dev.fedmoe.core.placement.PlacementProblem.Job;
import java.util.Iterator;
import java.util.List;
import java.util.function.ToIntFunction;

/** One job while it is being placed. */
final class Bid {
    private final Job job;
    private final Ledger ledger;
    private final double moveGain;
    private List<Candidate> candidates = List.of();
    private Iterator<Candidate> toKeep = List.<Candidate>of().iterator();
    private Iterator<Candidate> toGrow = List.<Candidate>of().iterator();
    private int clients;
    private String shortage = "";

    Bid(Job job, Ledger ledger, double moveGain) {
        this.job = job;
        this.ledger = ledger;
        this.moveGain = moveGain;
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
    void admit(List<Bid> earlier) {
        candidates = Candidate.of(job, ledger, moveGain);
        toKeep = candidates.stream().filter(c -> c.running() > 0).iterator();
        toGrow = candidates.iterator();
        var chosen = choose();
        long room = chosen.stream().mapToLong(Candidate::room).sum();
        if (room < job.demand().slots()) {
            shortage = Wording.tooFewSlots(job, room, chosen.size(), candidates.size(), earlier);
        } else if (chosen.size() < job.demand().minClients()) {
            shortage = Wording.tooFewClients(job, candidates.size(), earlier);
        }
        if (isAdmitted()) {
            takeNeeded(chosen);
        }
    }

    /** Grants the job what it runs on its next client; false when there is nothing left to keep. */
    boolean keepNext() {
        return raiseNext(toKeep, Candidate::running);
    }

    /** Fills the job's next client that has room; false when there is none left. */
    boolean growNext() {
        return raiseNext(toGrow, c -> Integer.MAX_VALUE);
    }

    int grantedSlots() {
        return candidates.stream()
                .mapToInt(c -> ledger.granted(job, c.client()))
                .sum();
    }

    JobPlacement placement() {
        var wording = new Wording(job, candidates);
        var grants = ledger.ready().stream()
                .filter(c -> ledger.granted(job, c) > 0)
                .map(c -> new Grant(c.name(), ledger.granted(job, c), wording.grant(c, ledger.granted(job, c))))
                .toList();
        var remarks = ledger.ready().stream()
                .map(c -> Ledger.roomAlone(job, c))
                .filter(s -> s.count() == 0)
                .map(s -> s.reason())
                .toList();
        return new JobPlacement(job.id(), grants, shortage, remarks);
    }

    // The best clients; when those it may have are too small together, the largest.
    private List<Candidate> choose() {
        int max = job.demand().maxClients();
        var best = candidates.stream().limit(max).toList();
        long room = best.stream().mapToLong(Candidate::room).sum();
        return room >= job.demand().slots()
                ? best
                : candidates.stream().sorted(Candidate.LARGEST).limit(max).toList();
    }

    // Workers that run stay as they are before any of them grows; else the need would gather on the first ones.
    private void takeNeeded(List<Candidate> chosen) {
        long missing = take(chosen, job.demand().slots(), c -> c.running() > 0 ? c.running() : c.room());
        take(chosen, missing, Candidate::room);
    }

    private long take(List<Candidate> chosen, long missing, ToIntFunction<Candidate> wanted) {
        for (Candidate candidate : chosen) {
            int granted = ledger.granted(job, candidate.client());
            boolean needed =
                    missing > 0 || (granted == 0 && clients < job.demand().minClients());
            int slots = Math.min(candidate.room(), wanted.applyAsInt(candidate));
            int most = (int) Math.min(slots, granted + Math.max(1, missing));
            if (needed && raise(candidate.client(), most)) {
                missing -= most - granted;
            }
        }
        return missing;
    }

    // A turn is over with the first grant; looking at a client that is full costs none.
    private boolean raiseNext(Iterator<Candidate> next, ToIntFunction<Candidate> wanted) {
        while (next.hasNext()) {
            var candidate = next.next();
            int room = ledger.room(job, candidate.client()).count();
            if (raise(candidate.client(), Math.min(wanted.applyAsInt(candidate), room))) {
                return true;
            }
        }
        return false;
    }

    private boolean raise(Client client, int slots) {
        int granted = ledger.granted(job, client);
        if (slots <= granted || (granted == 0 && clients >= job.demand().maxClients())) {
            return false;
        }
        clients += granted == 0 ? 1 : 0;
        ledger.grant(job, client, slots);
        return true;
    }
}
