package dev.fedmoe.worker.network;

import ai.djl.ndarray.NDArray;

/** One layer that has experts, as its architecture computes it. */
public interface MoeLayer {
    /** {@code [rows, held]}: how much the gate wants each held expert for each row, before any softmax. */
    NDArray gate(NDArray rows);

    /**
     * What one expert makes of some rows.
     *
     * @param position the expert's place among the held
     */
    NDArray expert(int position, NDArray rows);
}
