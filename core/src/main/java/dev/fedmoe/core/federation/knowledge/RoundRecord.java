package dev.fedmoe.core.federation.knowledge;

import dev.fedmoe.core.alignment.AlignmentPlan;

/** What a closed round adds to the committed state, besides the parts. */
public record RoundRecord(LearnedTables learned, RoundFacts facts, TrainingTotals totals, AlignmentPlan plan) {}
