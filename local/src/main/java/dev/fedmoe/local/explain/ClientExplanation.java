package dev.fedmoe.local.explain;

import dev.fedmoe.core.alignment.AlignmentPlan.Assignment;
import dev.fedmoe.core.alignment.AlignmentPlan.Choice;
import dev.fedmoe.core.alignment.AlignmentProblem.Participant;
import dev.fedmoe.core.alignment.ChoiceExplanation;
import dev.fedmoe.core.alignment.ChoiceExplanation.Alternative;
import dev.fedmoe.core.alignment.ChoiceExplanation.Quota;
import dev.fedmoe.core.federation.planning.PlannedRound;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Why one client got its experts, in words with the numbers of the plan file. */
final class ClientExplanation {
    /** Prices are shown to two places; nearer to 0 they are 0 to the eye. */
    private static final double NO_PRICE = 0.005;

    private final PlannedRound planned;
    private final Assignment assignment;
    private final Participant client;

    ClientExplanation(PlannedRound planned, Assignment assignment) {
        this.planned = planned;
        this.assignment = assignment;
        client = planned.problem().clients().stream()
                .filter(c -> c.client().equals(assignment.client()))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("a plan for " + assignment.client() + " without its problem"));
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(String.format(
                Locale.ROOT,
                "Client %s, %s and %d samples, objective %s, trained %s.",
                client.client(),
                client.slots() == 1 ? "1 slot" : client.slots() + " slots",
                client.samples(),
                planned.problem().goal().objective(),
                assignment.choices().stream()
                        .map(choice -> Integer.toString(choice.expert()))
                        .collect(Collectors.joining(", "))));
        assignment.choices().forEach(choice -> lines.addAll(lines(choice)));
        lines.add("");
        lines.add(another());
        return lines;
    }

    private List<String> lines(Choice choice) {
        var lines = new ArrayList<>(List.of("", "Expert " + choice.expert() + ": " + choice.reason()));
        var grounds = choice.grounds();
        lines.add("  fitness  " + fitness(choice.expert(), grounds));
        if (grounds != null && grounds.affinity() != null) {
            lines.add(text(
                    "  alike    %.2f, from -1 to 1: its updates point the way of others it is for",
                    grounds.affinity()));
        }
        lines.add("  load     " + load(choice.expert(), grounds));
        if (grounds != null) {
            lines.add("  price    " + (priced() ? price(grounds.price()) : "none: this policy knows no prices"));
            lines.add("  quota    " + quota(grounds.quota()));
        }
        return lines;
    }

    private String fitness(int expert, @Nullable ChoiceExplanation grounds) {
        double shown = client.fitness().get(expert);
        if (grounds == null || Double.isNaN(grounds.completed())) {
            String none = grounds == null ? "" : "; it did not count";
            return (Double.isNaN(shown) ? "never tried" : text("%.2f shown", shown)) + none;
        }
        if (Double.isNaN(grounds.seen())) {
            return text("never tried; %.2f by what its likes have shown", grounds.completed());
        }
        String bounded = Math.abs(shown - grounds.seen()) < NO_PRICE
                ? ""
                : text(" (%.2f claimed, bounded by what others say of this expert)", shown);
        return text("%.2f shown%s, counted as %.2f", grounds.seen(), bounded, grounds.completed());
    }

    private String load(int expert, @Nullable ChoiceExplanation grounds) {
        var samples = planned.problem().load();
        double total = samples.stream().mapToDouble(Double::doubleValue).sum();
        if (total == 0) {
            return "no expert has been trained yet";
        }
        double share = grounds == null ? samples.get(expert) / total : grounds.load();
        return text("%.3f of all training so far; an even part is %.3f", share, 1.0 / samples.size());
    }

    private boolean priced() {
        return planned.plan().prices().stream().anyMatch(price -> price != 0);
    }

    private static String price(double price) {
        if (Math.abs(price) < NO_PRICE) {
            return "0.00: neither short of training or holders nor sought after";
        }
        return price > 0
                ? text("%.2f: short of training or holders, one more holder is worth so much", price)
                : text("%.2f: more clients want it than may have it", price);
    }

    private static String quota(Quota quota) {
        String most = quota.high() == Integer.MAX_VALUE ? "any number" : Integer.toString(quota.high());
        return text(
                "%s this round; from %d to %s may",
                quota.holders() == 1 ? "1 client holds it" : quota.holders() + " clients hold it", quota.low(), most);
    }

    /** What it would have taken: the same for all choices, because the least of them would have had to go. */
    private String another() {
        if (client.slots() >= planned.problem().experts()) {
            return "Another expert: none is left, it holds all.";
        }
        return assignment.choices().stream()
                .map(Choice::grounds)
                .filter(Objects::nonNull)
                .map(ChoiceExplanation::instead)
                .filter(Objects::nonNull)
                .findFirst()
                .map(ClientExplanation::another)
                .orElse("Another expert: nothing it has shown would have given it one; chance or turn alone decided.");
    }

    private static String another(Alternative other) {
        boolean byFitness = !Double.isNaN(other.completed());
        String head = text(
                "Another expert: %d came closest%s. ",
                other.expert(), byFitness ? text(" (fitness %.2f)", other.completed()) : "");
        if (other.missing() < NO_PRICE) {
            return head + "With all else as it was it was worth as much or more: bounds, order or chance decided.";
        }
        if (!byFitness) {
            return head
                    + text(
                            "In place of one it has, it would have left what experts see less even, by a cost of %.2f.",
                            other.missing());
        }
        double needed = other.completed() + other.missing();
        return needed > 1
                ? head
                        + text(
                                "With all else as it was it would have needed %.2f more, beyond the most there is (1): only"
                                        + " fewer others that want it, or more slots, would give it.",
                                other.missing())
                : head
                        + text(
                                "With all else as it was it would have needed %.2f more: a fitness of at least %.2f.",
                                other.missing(), needed);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
