package dev.fedmoe.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fedmoe.core.model.ConvMoe;
import dev.fedmoe.core.model.ModelManifest;
import dev.fedmoe.core.model.ModelSpec;
import dev.fedmoe.core.model.PartId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestCodecTest {
    private final ModelManifest manifest =
            new ModelSpec(new ConvMoe(), List.of(1, 28, 28), 10, 3, 2, 64, 32).manifest();

    @Test
    void aManifestSurvivesTheWire() {
        assertThat(ManifestCodec.decode(ManifestCodec.encode(manifest))).isEqualTo(manifest);
    }

    @Test
    void aManifestWhoseFingerprintDiffersIsNotTaken() {
        var changed = ManifestCodec.encode(manifest).toBuilder();
        changed.getPartsBuilder(1).getTensorsBuilder(0).setShape(0, 4);

        assertThatThrownBy(() -> ManifestCodec.decode(changed.build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Maybe coordinator and worker are of different versions.");
    }

    @Test
    void anUnknownPartIsNamed() {
        var changed = ManifestCodec.encode(manifest).toBuilder();
        changed.getPartsBuilder(2).setPart("expert/x");

        assertThatThrownBy(() -> ManifestCodec.decode(changed.build())).hasMessageContaining("part 'expert/x'");
    }

    @Test
    void partVersionsNameTheirPart() {
        assertThat(PartVersions.id(PartVersions.of(PartId.expert(7), 3))).contains(PartId.expert(7));
    }
}
