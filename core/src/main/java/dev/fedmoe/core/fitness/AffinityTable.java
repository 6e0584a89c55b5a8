package dev.fedmoe.core.fitness;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where each client's updates point and which experts it has lately made, learnt from accepted updates only. Clients whose data mean
 * the same by the same labels pull the shared part the same way, which tells their likes after one update: Sattler, Müller, Samek
 * 2019, Clustered federated learning, arXiv 1910.01991. What the updates of a round have in common says nothing of anybody and is
 * taken off. Immutable; clients that leave keep their rows.
 *
 * @param common what updates have in common lately
 * @param weight updates behind {@code common}
 */
public record AffinityTable(int experts, SortedMap<String, Row> clients, UpdateSketch common, double weight) {
    private static final double KEEP = 0.5;
    private static final double FADE = 0.9;
    private static final double FORGOTTEN = 0.01;

    /** What updates had in common before counts as so many of this round's: a round of few has something to be compared with. */
    private static final double EARLIER = 4;

    /** An update that differs less from what all have in common, as a share of its length, is the rounding of sketches. */
    private static final double ROUNDING = 0.01;

    public AffinityTable {
        clients = Collections.unmodifiableSortedMap(new TreeMap<>(clients));
    }

    /**
     * One client.
     *
     * @param direction of length 1
     * @param made by expert: its updates that moved it, older rounds faded
     */
    public record Row(UpdateSketch direction, SortedMap<Integer, Double> made) {
        public Row {
            made = Collections.unmodifiableSortedMap(new TreeMap<>(made));
        }
    }

    /**
     * One accepted update of the shared part.
     *
     * @param sketch of what it changed
     * @param experts that the client's other accepted updates have moved
     */
    public record Update(String client, UpdateSketch sketch, List<Integer> experts) {
        public Update {
            experts = List.copyOf(experts);
        }
    }

    public static AffinityTable empty(int experts) {
        return new AffinityTable(experts, new TreeMap<>(), UpdateSketch.nothing(), 0);
    }

    /** Learns one round's accepted updates. One that changed nothing teaches nothing. */
    public AffinityTable learn(List<Update> accepted) {
        var updates = accepted.stream().filter(u -> u.sketch().length() > 0).toList();
        if (updates.isEmpty()) {
            return this;
        }
        double before = Math.min(weight, EARLIER);
        double now = before + updates.size();
        double[] shared = VectorMath.scaled(common.values(), before / now);
        updates.forEach(u -> VectorMath.add(shared, unit(u), 1 / now));
        var next = new TreeMap<String, Row>();
        clients.forEach((client, row) -> next.put(client, new Row(row.direction(), faded(row.made()))));
        for (Update update : updates) {
            double[] own = unit(update);
            VectorMath.add(own, shared, -1);
            var known = next.get(update.client());
            if (VectorMath.length(own) > ROUNDING) {
                double[] direction = smoothed(known, VectorMath.unit(own));
                var made = new TreeMap<>(known == null ? new TreeMap<Integer, Double>() : known.made());
                update.experts().forEach(e -> made.merge(e, 1.0, Double::sum));
                next.put(update.client(), new Row(UpdateSketch.of(direction), made));
            }
        }
        return new AffinityTable(experts, next, UpdateSketch.of(shared), now);
    }

    private static SortedMap<Integer, Double> faded(SortedMap<Integer, Double> made) {
        var faded = new TreeMap<>(made);
        faded.replaceAll((expert, updates) -> FADE * updates);
        faded.values().removeIf(updates -> updates < FORGOTTEN);
        return faded;
    }

    private static double[] smoothed(@Nullable Row known, double[] update) {
        if (known == null) {
            return update;
        }
        double[] row = VectorMath.scaled(known.direction().values(), KEEP);
        VectorMath.add(row, update, 1 - KEEP);
        return VectorMath.unit(row);
    }

    private static double[] unit(Update update) {
        return VectorMath.unit(update.sketch().values());
    }
}
