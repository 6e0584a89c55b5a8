package dev.fedmoe.coordinator.progress;

import dev.fedmoe.protocol.RefusedRequest;
import dev.fedmoe.protocol.v1alpha1.Refusal;
import dev.fedmoe.protocol.v1alpha1.RefusalCount;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what was refused, by reason. Safe for several threads. */
final class RefusalLog {
    private final Map<Refusal, RefusalCount> counts = new EnumMap<>(Refusal.class);

    /** How many of this reason there are now. */
    synchronized long add(RefusedRequest why) {
        var known = counts.get(why.refusal());
        long count = known == null ? 1 : known.getCount() + 1;
        counts.put(why.refusal(), count(why, count));
        return count;
    }

    synchronized List<RefusalCount> all() {
        return new ArrayList<>(counts.values());
    }

    private static RefusalCount count(RefusedRequest why, long count) {
        return RefusalCount.newBuilder()
                .setRefusal(why.refusal())
                .setCount(count)
                .setLastMessage(why.message())
                .build();
    }
}
