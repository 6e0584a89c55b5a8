package dev.fedmoe.coordinator.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.core.model.ModelManifest;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.core.model.PartSpec;
import dev.fedmoe.core.model.TensorSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SafetensorsTest {
    @Test
    void theHeaderNamesEveryTensorWithItsPlace() {
        var manifest = new ModelManifest(List.of(
                new PartSpec(PartId.SHARED, List.of(TensorSpec.f32("in", 2, 3))),
                new PartSpec(PartId.GATE, List.of(TensorSpec.f32("gate", 1, 3))),
                new PartSpec(PartId.expert(0), List.of(TensorSpec.f32("up", 5)))));

        var header = Safetensors.header(manifest, Map.of("round", "4"));

        long length = header.getLong();
        byte[] json = new byte[header.remaining()];
        header.get(json);
        assertThat(length).isEqualTo(json.length);
        assertThat((length + 8) % 8).isZero();
        assertThat(new String(json, StandardCharsets.UTF_8).stripTrailing())
                .isEqualTo("{\"__metadata__\":{\"round\":\"4\"},"
                        + "\"in\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]},"
                        + "\"gate\":{\"dtype\":\"F32\",\"shape\":[1,3],\"data_offsets\":[24,36]},"
                        + "\"up\":{\"dtype\":\"F32\",\"shape\":[5],\"data_offsets\":[36,56]}}");
    }
}
