package dev.fedmoe.controlplane.placement;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Kubernetes quantities as numbers; absent is 0, fractions are cut off. */
public final class ResourceQuantities {
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

    private ResourceQuantities() {}

    public static long cpuMillis(@Nullable Quantity cpu) {
        return cpu == null ? 0 : whole(Quantity.getAmountInBytes(cpu).multiply(THOUSAND));
    }

    public static long bytes(@Nullable Quantity memory) {
        return memory == null ? 0 : whole(Quantity.getAmountInBytes(memory));
    }

    public static Quantity cpu(long millis) {
        return new Quantity(millis + "m");
    }

    public static Quantity memory(long bytes) {
        return new Quantity(Long.toString(bytes));
    }

    private static long whole(BigDecimal value) {
        return value.setScale(0, RoundingMode.DOWN).longValueExact();
    }
}
