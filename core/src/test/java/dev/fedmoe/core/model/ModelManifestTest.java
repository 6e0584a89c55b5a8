package dev.fedmoe.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelManifestTest {
    private static final ModelSpec MLP = new ModelSpec(new MlpMoe(), List.of(784), 10, 8, 2, 128, 64);
    private static final ModelSpec CONV = new ModelSpec(new ConvMoe(), List.of(1, 28, 28), 10, 8, 2, 128, 64);

    @Test
    void countsTheBytesOfAnMlpByPart() {
        var manifest = MLP.manifest();

        assertThat(manifest.experts()).isEqualTo(8);
        assertThat(manifest.part(PartId.SHARED).elements()).isEqualTo(128 * 784 + 128 + 10 * 128 + 10);
        assertThat(manifest.part(PartId.GATE).elements()).isEqualTo(8 * 128 + 8);
        assertThat(manifest.part(PartId.expert(7)).sizeBytes()).isEqualTo(66_304);
        assertThat(manifest.sizeBytes()).isEqualTo(4 * (101_770 + 1_032 + 8 * 16_576));
    }

    @Test
    void countsTheBytesOfAConvolutionalModel() {
        var manifest = CONV.manifest();

        assertThat(manifest.part(PartId.SHARED).elements())
                .isEqualTo((72 + 8) + (1152 + 16) + (128 * 16 * 7 * 7 + 128) + (1280 + 10));
        assertThat(manifest.part(PartId.SHARED).tensors().get(2).shape()).containsExactly(16, 8, 3, 3);
    }

    @Test
    void listsSharedGateExpertsAndEveryTensorOnce() {
        var parts = MLP.manifest().parts();

        assertThat(parts.subList(0, 4).stream().map(p -> p.id().toString()))
                .containsExactly("shared", "gate", "expert/0", "expert/1");
        assertThat(parts.get(3).tensors().stream().map(TensorSpec::name))
                .containsExactly(
                        "expert.1.up.weight", "expert.1.up.bias", "expert.1.down.weight", "expert.1.down.bias");
    }

    @Test
    void fingerprintIsFixedAndMovesWithAnyShape() {
        assertThat(MLP.manifest().fingerprint())
                .isEqualTo(new ModelSpec(new MlpMoe(), List.of(1, 28, 28), 10, 8, 2, 128, 64)
                        .manifest()
                        .fingerprint())
                .isEqualTo("88a694c841eb010e0a94c892b1caeff819cc00315576229e99beff31ac0e636b");
        assertThat(MLP.manifest().fingerprint())
                .isNotEqualTo(new ModelSpec(new MlpMoe(), List.of(784), 10, 8, 2, 128, 65)
                        .manifest()
                        .fingerprint())
                .isNotEqualTo(CONV.manifest().fingerprint());
    }

    @Test
    void hasNoExpertBeyondTheLast() {
        assertThat(MLP.manifest().find(PartId.expert(7))).isPresent();
        assertThat(MLP.manifest().find(PartId.expert(8))).isEmpty();
        assertThatThrownBy(() -> MLP.manifest().part(PartId.expert(8))).hasMessage("no part expert/8");
    }

    @Test
    void refusesPartsOutOfOrderMissingOrWithATensorTwice() {
        var parts = new ArrayList<>(MLP.manifest().parts());
        var swapped = new ArrayList<>(parts);
        swapped.set(2, parts.get(3));
        swapped.set(3, parts.get(2));
        var twice = new ArrayList<>(parts);
        twice.set(3, new PartSpec(PartId.expert(1), parts.get(2).tensors()));

        assertThatThrownBy(() -> new ModelManifest(swapped)).hasMessage("part 2 must be expert/0, not expert/1");
        assertThatThrownBy(() -> new ModelManifest(twice)).hasMessage("tensor expert.0.up.weight appears twice");
        assertThatThrownBy(() -> new ModelManifest(parts.subList(0, 2)))
                .hasMessage("a model needs a shared part, a gate and at least one expert");
    }

    @Test
    void refusesShapesThatCannotBe() {
        assertThatThrownBy(() -> new ModelSpec(new MlpMoe(), List.of(784), 10, 8, 9, 128, 64))
                .hasMessage("topK (9) must be between 1 and experts (8)");
        assertThatThrownBy(() -> new ModelSpec(new ConvMoe(), List.of(784), 10, 8, 2, 128, 64))
                .hasMessage("conv-moe reads [channels, height >= 4, width >= 4], not [784]");
        assertThatThrownBy(() -> TensorSpec.f32("gate.bias", 0))
                .hasMessage("tensor 'gate.bias' needs a name and dimensions of at least 1, not [0]");
        assertThatThrownBy(() -> new ModelSpec(new MlpMoe(), List.of(784), 0, 8, 2, 128, 64).manifest())
                .hasMessageContaining("shared.out.weight");
    }

    @Test
    void architecturesAreFoundByTheirId() {
        assertThat(ArchitectureRegistry.find("conv-moe")).contains(new ConvMoe());
        assertThat(ArchitectureRegistry.find("CONV_MOE")).isEmpty();
        assertThat(ArchitectureRegistry.ids()).containsExactly("conv-moe", "mlp-moe");
    }
}
