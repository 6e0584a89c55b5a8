package dev.fedmoe.core.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PolicyRegistryTest {
    @Test
    void knows_its_policies_by_name() {
        assertThat(PolicyRegistry.names())
                .containsExactly(
                        "BoundedLoad",
                        "CompletedFitness",
                        "Coverage",
                        "FitnessAndLoad",
                        "Greedy",
                        "Random",
                        "RoundRobin");
        assertThat(PolicyRegistry.named("CompletedFitness", 0.1)).isEqualTo(new CompletedFitnessAligner(0.1));
    }

    @Test
    void each_objective_has_its_policy() {
        assertThat(PolicyRegistry.defaultOf(AlignmentObjective.named("Global"))).isEqualTo("Coverage");
        assertThat(PolicyRegistry.defaultOf(AlignmentObjective.named("Personalized")))
                .isEqualTo("CompletedFitness");
        assertThat(PolicyRegistry.defaultOf(AlignmentObjective.named("Balanced")))
                .isEqualTo("FitnessAndLoad");
        assertThatThrownBy(() -> AlignmentObjective.named("global"))
                .hasMessage("no objective 'global'. Maybe one of Global, Personalized, Balanced.");
    }

    @Test
    void an_unknown_name_is_answered_with_the_known_ones() {
        assertThatThrownBy(() -> PolicyRegistry.named("greedy", 0.1))
                .hasMessage(
                        "no alignment policy 'greedy'. Maybe one of BoundedLoad, CompletedFitness, Coverage, FitnessAndLoad, Greedy, Random, RoundRobin.");
    }
}
