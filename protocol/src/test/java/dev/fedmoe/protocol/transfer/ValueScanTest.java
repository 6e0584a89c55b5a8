package dev.fedmoe.protocol.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class ValueScanTest {
    private final ByteBuffer values = ByteBuffer.allocateDirect(40_000).order(ByteOrder.LITTLE_ENDIAN);
    private final ValueScan scan = new ValueScan();

    @Test
    void theLargestMagnitudeIsFoundWhereverItIs() {
        values.putFloat(0, 2.5f).putFloat(39_996, -7.25f);

        assertThat(scan.largest(values)).isEqualTo(7.25f);
    }

    @Test
    void infinityExceedsAllNumbers() {
        values.putFloat(0, Float.MAX_VALUE).putFloat(20_000, Float.NEGATIVE_INFINITY);

        assertThat(scan.largest(values)).isInfinite();
    }

    @Test
    void nanExceedsInfinity() {
        values.putFloat(0, Float.POSITIVE_INFINITY).putInt(20_000, 0xffc00001);

        assertThat(scan.largest(values)).isNaN();
    }

    @Test
    void onlyWhatRemainsIsLookedAt() {
        values.putFloat(0, Float.NaN).position(4);

        assertThat(scan.largest(values)).isZero();
    }
}
