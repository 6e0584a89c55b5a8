package dev.fedmoe.local.split;

import dev.fedmoe.local.input.BadInputException;
import java.util.List;
import java.util.Random;

/**
 * Label skew as in Hsu et al., https://arxiv.org/abs/1909.06335: each class is dealt by shares drawn from a symmetric
 * Dirichlet distribution. Small α: few classes a client; large α: nearly iid.
 */
public record DirichletSplit(double alpha) implements DataSplit {
    public DirichletSplit {
        if (!(alpha > 0) || !Double.isFinite(alpha)) {
            throw new IllegalArgumentException("alpha (" + alpha + ") must be greater than 0");
        }
    }

    @Override
    public List<int[]> deal(int[] labels, List<String> clients, long seed) throws BadInputException {
        var random = new Random(seed);
        SamplesByClass classes = SamplesByClass.of(labels, random);
        var shares = new double[classes.count()][];
        for (int k = 0; k < shares.length; k++) {
            shares[k] = shares(clients.size(), random);
        }
        return DataSplit.withoutEmpty(
                classes.deal(shares, clients.size()),
                clients,
                "Maybe use a larger --alpha than " + alpha + ", another --seed than " + seed
                        + ", or fewer clients than " + clients.size() + ".");
    }

    private double[] shares(int clients, Random random) {
        var shares = new double[clients];
        double sum = 0;
        for (int c = 0; c < clients; c++) {
            shares[c] = GammaDistribution.draw(alpha, random);
            sum += shares[c];
        }
        if (sum == 0) {
            // Every draw underflowed, which a tiny alpha does: the limit of the distribution is one client with
            // everything.
            shares[random.nextInt(clients)] = 1;
            return shares;
        }
        for (int c = 0; c < clients; c++) {
            shares[c] /= sum;
        }
        return shares;
    }

    @Override
    public String description() {
        return "Dirichlet " + alpha;
    }
}
