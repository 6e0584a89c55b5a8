package dev.fedmoe.worker.network;

import ai.djl.ndarray.NDArray;

/**
 * One expert answers for every row in every layer, whatever the gate wants.
 *
 * @param position the expert's place among the held
 */
public record SingleExpertMixture(int position) implements ExpertMixture {
    @Override
    public NDArray mix(NDArray rows, MoeLayer layer) {
        return layer.expert(position, rows);
    }
}
