package dev.fedmoe.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class InitialWeightsTest {
    private static final ModelManifest MODEL =
            new ModelSpec(new ConvMoe(), List.of(1, 28, 28), 10, 8, 2, 128, 64).manifest();

    @Test
    void bytesOfASeedNeverChange() throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        for (PartSpec part : MODEL.parts()) {
            digest.update(bytes(7, part));
        }

        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo("380bcab52f6b838cb0cea7ff83ba7ccd33ddf33a57ed116fae9006c50841de86");
    }

    @Test
    void anotherSeedOrExpertBeginsElsewhere() throws IOException {
        var expert0 = bytes(7, MODEL.part(PartId.expert(0)));

        assertThat(bytes(8, MODEL.part(PartId.expert(0)))).isNotEqualTo(expert0);
        assertThat(bytes(7, MODEL.part(PartId.expert(1)))).isNotEqualTo(expert0);
    }

    @Test
    void anExpertDoesNotDependOnHowManyThereAre() throws IOException {
        var larger = new ModelSpec(new ConvMoe(), List.of(1, 28, 28), 10, 16, 2, 128, 64).manifest();

        assertThat(bytes(7, larger.part(PartId.expert(3)))).isEqualTo(bytes(7, MODEL.part(PartId.expert(3))));
    }

    @Test
    void weightsStayWithinTheirBoundAndFillItAndBiasesAreZero() throws IOException {
        var values = floats(bytes(7, MODEL.part(PartId.expert(0))));
        double bound = Math.sqrt(6.0 / 128);
        double max = 0;
        double sum = 0;
        for (int i = 0; i < 64 * 128; i++) {
            max = Math.max(max, Math.abs(values[i]));
            sum += values[i];
        }

        assertThat(max).isLessThanOrEqualTo((float) bound).isGreaterThan(0.99 * bound);
        assertThat(sum / (64 * 128)).isCloseTo(0, within(0.005));
        for (int i = 64 * 128; i < 64 * 128 + 64; i++) {
            assertThat(Float.floatToRawIntBits(values[i])).isZero();
        }
    }

    @Test
    void theGateBeginsNearlyUndecided() throws IOException {
        for (float value : floats(bytes(7, MODEL.part(PartId.GATE)))) {
            assertThat(Math.abs(value)).isLessThan(0.016f);
        }
    }

    @Test
    void handsOverSmallBlocksThatMakeUpThePart() throws IOException {
        var part = MODEL.part(PartId.SHARED);
        var sizes = new ArrayList<Integer>();

        new InitialWeights(new ConvMoe(), 7).write(part, block -> sizes.add(block.remaining()));

        assertThat(sizes).hasSize(7).allMatch(s -> s <= 64 << 10 && s % 4 == 0);
        assertThat(sizes.stream().mapToLong(Integer::longValue).sum()).isEqualTo(part.sizeBytes());
    }

    private static byte[] bytes(long seed, PartSpec part) throws IOException {
        var out = new ByteArrayOutputStream();
        new InitialWeights(new ConvMoe(), seed).write(part, block -> {
            byte[] copy = new byte[block.remaining()];
            block.get(copy);
            out.writeBytes(copy);
        });
        return out.toByteArray();
    }

    private static float[] floats(byte[] bytes) {
        float[] values = new float[bytes.length / 4];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }
}
