package dev.fedmoe.core.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AlignmentPolicyTest {
    @Test
    void knowsItsPoliciesByName() {
        assertThat(AlignmentPolicy.names())
                .containsExactly(
                        "BoundedLoad",
                        "CompletedFitness",
                        "Coverage",
                        "FitnessAndLoad",
                        "Greedy",
                        "Random",
                        "RoundRobin");
        assertThat(AlignmentPolicy.named("CompletedFitness").aligner(0.1)).isEqualTo(new CompletedFitnessAligner(0.1));
    }

    @Test
    void eachObjectiveHasItsPolicy() {
        assertThat(AlignmentPolicy.suited(AlignmentObjective.named("Global"))).hasToString("Coverage");
        assertThat(AlignmentPolicy.suited(AlignmentObjective.named("Personalized")))
                .hasToString("CompletedFitness");
        assertThat(AlignmentPolicy.suited(AlignmentObjective.named("Balanced"))).hasToString("FitnessAndLoad");
        assertThatThrownBy(() -> AlignmentObjective.named("global"))
                .hasMessage("no objective 'global'. Maybe one of Global, Personalized, Balanced.");
    }

    @Test
    void anUnknownNameIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> AlignmentPolicy.named("greedy").aligner(0.1))
                .hasMessage(
                        "no alignment policy 'greedy'. Maybe one of BoundedLoad, CompletedFitness, Coverage, FitnessAndLoad, Greedy, Random, RoundRobin.");
    }
}
