package dev.fedmoe.benchmarks.policies.scenario;

import dev.fedmoe.benchmarks.policies.experiment.Experiment;
import java.util.Random;

/** How fast a client computes and how fast its link is: the ground of simulated seconds. */
public record ClientSpeed(double samplesPerSecond, double downBytesPerSecond, double upBytesPerSecond) {
    private static final double BYTES_PER_MBIT = 1e6 / 8;

    static ClientSpeed draw(Experiment.Speed speed, Random random) {
        return new ClientSpeed(
                draw(speed.samplesPerSecond(), random),
                draw(speed.downMbit(), random) * BYTES_PER_MBIT,
                draw(speed.upMbit(), random) * BYTES_PER_MBIT);
    }

    /** To fetch so many bytes, train on so many samples, and send as many bytes back. */
    public double seconds(long bytes, long samples) {
        return bytes / downBytesPerSecond + samples / samplesPerSecond + bytes / upBytesPerSecond;
    }

    private static double draw(Experiment.Range range, Random random) {
        return range.least() * Math.pow(range.most() / range.least(), random.nextDouble());
    }
}
