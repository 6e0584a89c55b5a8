package dev.fedmoe.core.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PoliciesTest {
    @Test
    void knows_its_policies_by_name() {
        assertThat(Policies.names())
                .containsExactly(
                        "BoundedLoad",
                        "CompletedFitness",
                        "Coverage",
                        "FitnessAndLoad",
                        "Greedy",
                        "Random",
                        "RoundRobin");
        assertThat(Policies.named("CompletedFitness", 0.1)).isEqualTo(new CompletedFitnessAligner(0.1));
    }

    @Test
    void each_objective_has_its_policy() {
        assertThat(Policies.defaultOf(Objective.named("Global"))).isEqualTo("Coverage");
        assertThat(Policies.defaultOf(Objective.named("Personalized"))).isEqualTo("CompletedFitness");
        assertThat(Policies.defaultOf(Objective.named("Balanced"))).isEqualTo("FitnessAndLoad");
        assertThatThrownBy(() -> Objective.named("global"))
                .hasMessage("no objective 'global'. Maybe one of Global, Personalized, Balanced.");
    }

    @Test
    void an_unknown_name_is_answered_with_the_known_ones() {
        assertThatThrownBy(() -> Policies.named("greedy", 0.1))
                .hasMessage(
                        "no alignment policy 'greedy'. Maybe one of BoundedLoad, CompletedFitness, Coverage, FitnessAndLoad, Greedy, Random, RoundRobin.");
    }
}
