package dev.fedmoe.coordinator.job;

import dev.fedmoe.protocol.v1alpha1.JoinRequest;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The clients that have joined this process. */
public final class ClientRegistry {
    private final Map<String, JoinedClient> byName = new ConcurrentHashMap<>();

    public JoinedClient join(JoinRequest request) {
        var member = byName.get(request.getClient());
        if (member == null) {
            member = new JoinedClient(request);
            byName.put(request.getClient(), member);
        } else {
            member.rejoined(request);
        }
        return member;
    }

    public Optional<JoinedClient> find(String client) {
        return Optional.ofNullable(byName.get(client));
    }

    /** Trainers of the roster whose task stream is open, by name. */
    public SortedSet<String> live(Roster roster) {
        var live = new TreeSet<>(roster.trainers().keySet());
        live.removeIf(client -> !isLive(client));
        return live;
    }

    public boolean isLive(String client) {
        var member = byName.get(client);
        return member != null && member.isLive();
    }

    public Iterable<JoinedClient> all() {
        return byName.values();
    }
}
