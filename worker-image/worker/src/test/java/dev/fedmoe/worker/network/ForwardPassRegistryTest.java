package dev.fedmoe.worker.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fedmoe.core.model.ArchitectureRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForwardPassRegistryTest {
    @Test
    void everyArchitectureAJobCanNameCanBeComputed() {
        assertThat(ArchitectureRegistry.ids()).isNotEmpty().allSatisfy(id -> assertThat(
                        ForwardPassRegistry.of(ArchitectureRegistry.find(id).orElseThrow()))
                .as(id)
                .isNotNull());
    }

    @Test
    void aTensorThatIsNotHeldIsNamed() {
        var parameters = new NetworkParameters(List.of(1), Map.of());
        assertThatThrownBy(() -> parameters.get("expert.0.up.weight"))
                .hasMessageStartingWith("no tensor expert.0.up.weight is held here");
    }
}
