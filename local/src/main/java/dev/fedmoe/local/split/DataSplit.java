package dev.fedmoe.local.split;

import dev.fedmoe.local.input.BadInputException;
import java.util.List;

/** Deals samples out to clients. The same labels, clients and seed give the same parts. */
public interface DataSplit {
    /**
     * One part a client, in the order of {@code clients}; every part ascending, no sample twice.
     *
     * @param labels class of each sample, at least 0
     */
    List<int[]> deal(int[] labels, List<String> clients, long seed) throws BadInputException;

    /** For people: {@code Dirichlet 0.3}. */
    String description();

    /** Refuses a deal that leaves a client without a single sample. */
    static List<int[]> withoutEmpty(List<int[]> parts, List<String> clients, String advice) throws BadInputException {
        for (int c = 0; c < parts.size(); c++) {
            if (parts.get(c).length == 0) {
                throw new BadInputException("client " + clients.get(c) + " would get no sample at all. " + advice);
            }
        }
        return parts;
    }
}
