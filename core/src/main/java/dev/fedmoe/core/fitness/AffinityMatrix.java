package dev.fedmoe.core.fitness;

import dev.fedmoe.core.random.CounterRandom;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How much each client is like the others an expert is for, in [-1, 1]: the cosine of where its updates point and the centre of the
 * expert's own. Early on every expert was made by all kinds of clients; so to those who made it, at length 1, its centre adds those who
 * would come to it if all known clients went where they are most alike, evenly, as far as they agree: soft k-means with even clusters,
 * by the scaling of Cuturi 2013, Sinkhorn distances, arXiv 1306.0895. A client's own part in a centre is left out, or whatever it once
 * tried would seem to be for its like.
 */
public final class AffinityMatrix {
    private static final int STEPS = 3;
    private static final int SCALINGS = 10;

    /** An affinity of one tenth more attracts e times as much. */
    private static final double SHARPNESS = 10;

    /** Below this is rounding. */
    private static final double NOBODY = 1e-6;

    /** Centres do not get better by more clients than this. */
    private static final int ENOUGH = 512;

    private final AffinityTable table;
    private final SortedMap<String, Client> clients = new TreeMap<>();
    private final List<Crowd> makers;
    private List<Crowd> comers;
    private final Squares[] squares;

    private static final class Client {
        /** Of length 1. */
        private final double[] direction;

        private final SortedMap<Integer, Double> made;

        /** E shares of it that would come to an expert; all 0 for one that was not asked. */
        private final double[] comes;

        Client(AffinityTable.Row row, int experts) {
            direction = VectorMath.unit(row.direction().values());
            made = row.made();
            comes = new double[experts];
        }
    }

    /** Clients that belong to an expert, each by a share. */
    private static final class Crowd {
        private final double[] sum = new double[UpdateSketch.CELLS];
        private double shares;

        void add(double[] direction, double share) {
            VectorMath.add(sum, direction, share);
            shares += share;
        }

        double[] middle() {
            return shares == 0 ? sum : VectorMath.scaled(sum, 1 / shares);
        }
    }

    /** Products of an expert's sums with themselves and each other. */
    private record Squares(double makers, double comers, double both) {
        static Squares of(double[] makers, double[] comers) {
            return new Squares(
                    VectorMath.dot(makers, makers), VectorMath.dot(comers, comers), VectorMath.dot(makers, comers));
        }
    }

    private AffinityMatrix(AffinityTable table) {
        this.table = table;
        table.clients().forEach((name, row) -> clients.put(name, new Client(row, table.experts())));
        makers = crowds(table.experts());
        comers = crowds(table.experts());
        for (Client client : clients.values()) {
            client.made.forEach((e, updates) -> makers.get(e).add(client.direction, updates));
        }
        var asked = asked();
        for (int step = 0; step < STEPS; step++) {
            invite(asked);
        }
        squares = IntStream.range(0, makers.size())
                .mapToObj(e -> Squares.of(makers.get(e).sum, comers.get(e).sum))
                .toArray(Squares[]::new);
    }

    public static AffinityMatrix of(AffinityTable table) {
        return new AffinityMatrix(table);
    }

    /** E values, as of each. */
    public List<Double> of(String client) {
        return IntStream.range(0, makers.size()).mapToObj(e -> of(client, e)).toList();
    }

    /** NaN for an expert that nobody else has made and for a client never heard of. */
    public double of(String client, int expert) {
        var known = clients.get(client);
        return known == null ? Double.NaN : of(known, expert);
    }

    // The cosine with (makers without it) / their length + the middle of (comers without it), multiplied out: two
    // products a pair.
    private double of(Client client, int expert) {
        var makers = this.makers.get(expert);
        var comers = this.comers.get(expert);
        double made = client.made.getOrDefault(expert, 0.0);
        double comes = client.comes[expert];
        double others = comers.shares - comes;
        double toMakers = VectorMath.dot(client.direction, makers.sum);
        double toComers = VectorMath.dot(client.direction, comers.sum);
        double length = Math.sqrt(squares[expert].makers() - 2 * made * toMakers + made * made);
        if (makers.shares - made < NOBODY || others < NOBODY || !(length > NOBODY)) {
            return Double.NaN;
        }
        double between = squares[expert].both() - comes * toMakers - made * toComers + made * comes;
        double middle = squares[expert].comers() - 2 * comes * toComers + comes * comes;
        double centre = Math.sqrt(1 + 2 * between / (length * others) + middle / (others * others));
        double product = (toMakers - made) / length + (toComers - comes) / others;
        return Math.max(-1, Math.min(1, product / centre));
    }

    private static double[] centre(double[] makers, double[] comers) {
        double[] centre = VectorMath.unit(makers).clone();
        VectorMath.add(centre, comers, 1);
        return VectorMath.unit(centre);
    }

    // Scattered, because clients whose names follow each other may be alike.
    private List<Client> asked() {
        return clients.entrySet().stream()
                .sorted(Comparator.comparingLong(
                        client -> CounterRandom.of(0, "asked", client.getKey()).bits(0)))
                .limit(ENOUGH)
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Everybody asked goes where it is most alike, and every expert gets the same number. */
    private void invite(List<Client> asked) {
        var centres = IntStream.range(0, makers.size())
                .mapToObj(e -> centre(makers.get(e).sum, comers.get(e).middle()))
                .toList();
        for (Client client : asked) {
            for (int e = 0; e < centres.size(); e++) {
                client.comes[e] = Math.exp(SHARPNESS * VectorMath.dot(client.direction, centres.get(e)));
            }
        }
        even(asked);
        comers = crowds(makers.size());
        for (Client client : asked) {
            for (int e = 0; e < centres.size(); e++) {
                comers.get(e).add(client.direction, client.comes[e]);
            }
        }
    }

    // In the end a client's shares are of sum 1, and every expert's of about the same.
    private static void even(List<Client> asked) {
        for (int scaling = 0; scaling < SCALINGS; scaling++) {
            var sums = new double[asked.isEmpty() ? 0 : asked.get(0).comes.length];
            asked.forEach(client -> VectorMath.add(sums, client.comes, 1));
            for (Client client : asked) {
                double[] comes = client.comes;
                for (int e = 0; e < comes.length; e++) {
                    comes[e] /= sums[e];
                }
                double all = Arrays.stream(comes).sum();
                for (int e = 0; e < comes.length; e++) {
                    comes[e] /= all;
                }
            }
        }
    }

    private static List<Crowd> crowds(int experts) {
        return Stream.generate(Crowd::new).limit(experts).toList();
    }

    /** The table says it all. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AffinityMatrix matrix && table.equals(matrix.table);
    }

    @Override
    public int hashCode() {
        return table.hashCode();
    }
}
