package dev.fedmoe.core.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PoliciesTest {
    @Test
    void knows_its_policies_by_name() {
        assertThat(Policies.names()).containsExactly("FitnessAndLoad", "Greedy", "Random", "RoundRobin");
        assertThat(Policies.named(Policies.DEFAULT, 0.1)).isEqualTo(new FitnessAndLoadAligner(0.25, 0.1));
    }

    @Test
    void an_unknown_name_is_answered_with_the_known_ones() {
        assertThatThrownBy(() -> Policies.named("greedy", 0.1))
                .hasMessage("no alignment policy 'greedy'. Maybe one of FitnessAndLoad, Greedy, Random, RoundRobin.");
    }
}
