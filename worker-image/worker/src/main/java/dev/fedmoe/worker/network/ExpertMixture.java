package dev.fedmoe.worker.network;

import ai.djl.ndarray.NDArray;

/** Which experts answer in a forward pass, and how their answers become one. */
public interface ExpertMixture {
    /** What the experts of a layer make of {@code [rows, width]} together: a row for each row, as wide as an expert's answer. */
    NDArray mix(NDArray rows, MoeLayer layer);
}
