package dev.fedmoe.worker.model;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** Moves weights against their gradients. Holds one state per weight, zero at first; closed with its owner. */
public interface Optimizer extends AutoCloseable {
    /**
     * @param first position of {@code weights.get(0)} among all weights, which names its state
     * @param gradients one a weight; overwritten
     */
    void update(int first, List<NDArray> weights, List<NDArray> gradients);

    /** Begins a step; called once before its updates. */
    default void begin() {}

    @Override
    void close();
}
