package dev.fedmoe.local.split;

import dev.fedmoe.local.input.BadInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Every client gets an even, random share. */
public record IidSplit() implements DataSplit {
    @Override
    public List<int[]> deal(int[] labels, List<String> clients, long seed) throws BadInputException {
        int[] order = RandomShuffle.range(labels.length, new Random(seed));
        var parts = new ArrayList<int[]>();
        for (int c = 0; c < clients.size(); c++) {
            int from = Math.toIntExact((long) labels.length * c / clients.size());
            int to = Math.toIntExact((long) labels.length * (c + 1) / clients.size());
            int[] part = Arrays.copyOfRange(order, from, to);
            Arrays.sort(part);
            parts.add(part);
        }
        return DataSplit.withoutEmpty(
                parts, clients, "The data has " + labels.length + " samples. Maybe use fewer clients.");
    }

    @Override
    public String description() {
        return "iid";
    }
}
