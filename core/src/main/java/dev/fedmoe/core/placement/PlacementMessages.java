package dev.fedmoe.core.placement;

import dev.fedmoe.core.placement.PlacementProblem.Job;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What placement tells people, with the numbers. */
final class PlacementMessages {
    /** An expert this far below the best trained one is worth a word. */
    private static final double NOTABLE_PRICE = 0.05;

    private static final int RIVALS = 3;

    private final String fastest;
    private final String why;

    PlacementMessages(Job job, List<ClientCandidate> candidates) {
        why = why(job);
        fastest = fastestFree(candidates);
    }

    /** Of equals the first by name; empty when no speed is known. */
    private static String fastestFree(List<ClientCandidate> candidates) {
        String fastest = "";
        double most = 0;
        for (ClientCandidate candidate : candidates) {
            double speed = candidate.client().left().samplesPerSecond();
            String name = candidate.client().name();
            if (candidate.running() == 0
                    && (speed > most || (speed == most && speed > 0 && name.compareTo(fastest) < 0))) {
                fastest = name;
                most = speed;
            }
        }
        return fastest;
    }

    String grant(String client, int before, int slots) {
        if (before == slots) {
            return "stays with " + count(slots, "slot") + ": it runs there already";
        }
        if (before > slots) {
            return "goes from " + before + " to " + count(slots, "slot") + ": there is room for no more";
        }
        String head = before == 0
                ? "joins with " + count(slots, "slot")
                : "goes from " + before + " to " + count(slots, "slot");
        return head + ": " + why + (client.equals(fastest) ? " and it is the fastest free client" : "");
    }

    private static String why(Job job) {
        var prices = job.standing().prices();
        int dearest = IntStream.range(0, prices.size())
                .boxed()
                .max(Comparator.comparing(prices::get).thenComparing(Comparator.reverseOrder()))
                .orElse(-1);
        if (dearest >= 0 && prices.get(dearest) >= NOTABLE_PRICE) {
            return String.format(
                    Locale.ROOT, "expert %d is short of training (price %.2f)", dearest, prices.get(dearest));
        }
        return demand(job) + (job.demand().slots() == 1 ? " is needed" : " are needed at least");
    }

    /** {@code chosen} of {@code free} clients with room count, because of {@code clients.max}. */
    static String tooFewSlots(Job job, long room, int chosen, int free, List<JobAllocation> earlier) {
        var demand = job.demand();
        String bound = chosen < free ? " (clients.max of " + free + " with room)" : "";
        String lower = demand.holders() > 1 ? "lower training.quorum.perExpert" : "lower model.experts";
        if (chosen < free) {
            lower = "raise clients.max, or " + lower;
        }
        return "needs " + demand(job) + ", " + room + " free on " + count(chosen, "client") + bound + ". Maybe " + lower
                + ", or " + makeRoom(job, earlier) + ".";
    }

    static String tooFewClients(Job job, int free, List<JobAllocation> earlier) {
        var demand = job.demand();
        String cause = demand.maxClients() < demand.minClients()
                ? "clients.max is " + demand.maxClients()
                : free + (free == 1 ? " has" : " have") + " room for an expert";
        return "needs " + count(demand.minClients(), "client") + " (clients.min), " + cause
                + ". Maybe lower clients.min, or " + makeRoom(job, earlier) + ".";
    }

    private static String makeRoom(Job job, List<JobAllocation> earlier) {
        var rivals = earlier.stream()
                .filter(b -> b.grantedSlots() > 0)
                .sorted(Comparator.comparingInt((JobAllocation b) -> -b.grantedSlots())
                        .thenComparing(b -> b.job().id()))
                .limit(RIVALS)
                .map(b -> "job " + b.job().id() + " holds " + b.grantedSlots() + " at "
                        + (b.job().priority() == job.priority()
                                ? "the same priority"
                                : "priority " + b.job().priority()))
                .collect(Collectors.joining(", "));
        return rivals.isEmpty() ? "add nodes to the pool" : "free slots: " + rivals;
    }

    private static String demand(Job job) {
        var demand = job.demand();
        return count(demand.slots(), "slot") + " (" + count(demand.experts(), "expert") + " × "
                + count(demand.holders(), "holder") + ")";
    }

    private static String count(long n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }
}
