package dev.fedmoe.core.alignment;

/**
 * A bonus for experts short of training: a tenth for all the load it lacks against the mean, and for each round without an
 * accepted update that its share of the slots would have brought. It grows until it outweighs any fitness, so that no claim of any
 * client starves an expert for ever.
 */
final class ShortageBonus {
    private static final double BONUS = 0.1;

    /** Beyond any fitness already. */
    private static final double MOST = 20;

    private final double[] bonus;

    ShortageBonus(AssignmentBuilder board) {
        var learned = board.problem.learned();
        double mean = learned.load().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
        double due = Math.min(1, (double) board.slots() / board.experts);
        bonus = new double[board.experts];
        for (int e = 0; e < bonus.length; e++) {
            double lack = mean == 0 ? 0 : Math.max(0, 1 - learned.load().get(e) / mean);
            double missed =
                    learned.idle().isEmpty() ? 0 : Math.max(0, learned.idle().get(e)) * due;
            bonus[e] = BONUS * Math.min(MOST, lack + missed);
        }
    }

    double bonus(int expert) {
        return bonus[expert];
    }
}
