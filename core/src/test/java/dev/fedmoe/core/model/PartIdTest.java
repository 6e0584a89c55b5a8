package dev.fedmoe.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"shared", "gate", "expert/0", "expert/7", "expert/999999"})
    void readsWhatItWrites(String text) {
        assertThat(PartId.parse(text)).hasValueSatisfying(id -> assertThat(id).hasToString(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Shared",
                " shared",
                "gate\n",
                "expert",
                "expert/",
                "expert/-1",
                "expert/01",
                "expert/+1",
                "expert/1000000",
                "expert/99999999999",
                "expert/1 ",
                "expert/١",
                "expert/1/2",
                "../gate"
            })
    void refusesEverythingElse(String text) {
        assertThat(PartId.parse(text)).isEmpty();
    }

    @Test
    void ordersSharedThenGateThenExpertsByNumber() {
        var parts = List.of(PartId.expert(10), PartId.GATE, PartId.expert(2), PartId.SHARED);

        assertThat(parts.stream().sorted())
                .containsExactly(PartId.SHARED, PartId.GATE, PartId.expert(2), PartId.expert(10));
    }

    @Test
    void knowsAnExpert() {
        assertThat(PartId.expert(0).isExpert()).isTrue();
        assertThat(PartId.GATE.isExpert()).isFalse();
    }
}
