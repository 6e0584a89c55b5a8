package dev.fedmoe.benchmarks.policies.trial;

/**
 * A committed round in figures.
 *
 * @param global G: accuracy of all experts behind the global gate
 * @param personal P: mean over the clients of accuracy on their own distribution with the experts they hold; clients that have taken
 *     no part so far hold none and do not count
 * @param loadCv coefficient of variation of the experts' routed samples since round 0
 * @param bytes fetched and sent by all participants since round 0
 * @param seconds simulated, since round 0
 */
public record RoundMeasures(int round, double global, double personal, double loadCv, long bytes, double seconds) {
    RoundMeasures with(double otherGlobal, double otherPersonal) {
        return new RoundMeasures(round, otherGlobal, otherPersonal, loadCv, bytes, seconds);
    }
}
