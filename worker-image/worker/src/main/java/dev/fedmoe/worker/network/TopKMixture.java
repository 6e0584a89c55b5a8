package dev.fedmoe.worker.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Each row goes to the experts that the gate wants most among the held, {@code Σ p·E(h)} with p the softmax of their gate logits.
 * Remembers one pass: who was asked for how many rows.
 */
public final class TopKMixture implements ExpertMixture {
    private final int held;
    private final int topK;
    private final NDManager scope;
    private final List<RoutedLayer> layers = new ArrayList<>();

    /**
     * @param held experts to choose from
     * @param topK experts a row goes to, at most {@code held}
     * @param scope of the pass
     */
    public TopKMixture(int held, int topK, NDManager scope) {
        this.held = held;
        this.topK = topK;
        this.scope = scope;
    }

    @Override
    public NDArray mix(NDArray hidden, MoeLayer layer) {
        NDArray gate = layer.gate(hidden);
        var routing = new ExpertRouting(gate.toFloatArray(), held, topK);
        layers.add(new RoutedLayer(gate, routing));
        long rows = hidden.getShape().get(0);
        NDArray share = gate.gather(scope.create(routing.chosen(), new Shape(rows, topK)), 1)
                .softmax(1)
                .expandDims(2);
        NDArray sorted = rows(hidden, scope.create(routing.rows()));
        NDArray computed = NDArrays.concat(new NDList(eachExpert(layer, sorted, routing.counts())), 0);
        NDArray perSlot = rows(computed, scope.create(routing.back())).reshape(rows, topK, -1);
        return perSlot.mul(share).sum(new int[] {1});
    }

    /** Rows that went to each held expert, all layers together. */
    public List<Integer> routed() {
        return IntStream.range(0, held)
                .mapToObj(e -> layers.stream()
                        .mapToInt(layer -> layer.routing().counts()[e])
                        .sum())
                .toList();
    }

    /**
     * {@code loss + α·m·Σ fₑ·Pₑ} over the m held experts, f the share of rows that went to an expert and P its mean gate probability,
     * the mean over the layers: <a href="https://arxiv.org/abs/2101.03961">Switch Transformers</a>, section 2.2.
     */
    public NDArray balanced(NDArray loss, double weight) {
        if (weight == 0 || held == 1) {
            return loss;
        }
        NDArray sum = loss;
        for (RoutedLayer layer : layers) {
            float[] shares = new float[held];
            for (int e = 0; e < held; e++) {
                double share = weight
                        * held
                        * layer.routing().counts()[e]
                        / layer.routing().chosen().length;
                shares[e] = (float) (share / layers.size());
            }
            NDArray probability = layer.gate().softmax(1).mean(new int[] {0});
            sum = sum.add(probability.mul(scope.create(shares)).sum());
        }
        return sum;
    }

    private static List<NDArray> eachExpert(MoeLayer layer, NDArray sorted, int[] counts) {
        var outputs = new ArrayList<NDArray>();
        long start = 0;
        for (int position = 0; position < counts.length; position++) {
            if (counts[position] > 0) {
                outputs.add(layer.expert(position, sorted.get(start + ":" + (start + counts[position]))));
                start += counts[position];
            }
        }
        return outputs;
    }

    private static NDArray rows(NDArray source, NDArray index) {
        return source.get(index);
    }

    private record RoutedLayer(NDArray gate, ExpertRouting routing) {}
}
