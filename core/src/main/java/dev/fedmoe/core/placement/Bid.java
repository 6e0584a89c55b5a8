package dev.fedmoe.core.placement;

import dev.fedmoe.core.placement.PlacementPlan.Grant;
import dev.fedmoe.core.placement.PlacementPlan.JobPlacement;
import dev.fedmoe.core.placement.PlacementProblem.Client;
import dev.fedmoe.core.placement.PlacementProblem.Job;
import java.util.Iterator;
import java.util.List;

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

    /** Gives back to the job what it runs on its next client; false when there is none left. */
    boolean keepNext() {
        if (!toKeep.hasNext()) {
            return false;
        }
        var next = toKeep.next();
        raise(next.client(), Math.min(next.running(), room(next.client())));
        return true;
    }

    /** Fills the job's next client; false when there is none left. */
    boolean growNext() {
        if (!toGrow.hasNext()) {
            return false;
        }
        var next = toGrow.next();
        raise(next.client(), room(next.client()));
        return true;
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

    private void takeNeeded(List<Candidate> chosen) {
        long missing = job.demand().slots();
        for (Candidate candidate : chosen) {
            if (missing > 0 || clients < job.demand().minClients()) {
                int slots = (int) Math.min(candidate.room(), Math.max(1, missing));
                raise(candidate.client(), slots);
                missing -= slots;
            }
        }
    }

    private int room(Client client) {
        return ledger.room(job, client).count();
    }

    private void raise(Client client, int slots) {
        int granted = ledger.granted(job, client);
        if (slots <= granted || (granted == 0 && clients >= job.demand().maxClients())) {
            return;
        }
        clients += granted == 0 ? 1 : 0;
        ledger.grant(job, client, slots);
    }
}
