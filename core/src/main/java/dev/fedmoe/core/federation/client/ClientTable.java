package dev.fedmoe.core.federation.client;

import dev.fedmoe.core.collection.PersistentMap;
import dev.fedmoe.core.job.state.Roster;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** The clients that have joined, by name. */
public record ClientTable(PersistentMap<FederationClient> byName) {
    public static final ClientTable EMPTY = new ClientTable(PersistentMap.empty());

    public ClientTable joined(String client, JoinClaim claim) {
        var joined = find(client)
                .map(known -> known.joinedAgain(claim))
                .orElseGet(() -> FederationClient.joined(client, claim));
        return new ClientTable(byName.with(client, joined));
    }

    /** Changes the client if it has joined. */
    public ClientTable change(String client, UnaryOperator<FederationClient> change) {
        return find(client)
                .map(known -> new ClientTable(byName.with(client, change.apply(known))))
                .orElse(this);
    }

    public Optional<FederationClient> find(String client) {
        return Optional.ofNullable(byName.get(client));
    }

    public boolean isLive(String client) {
        return find(client).filter(FederationClient::isLive).isPresent();
    }

    public OptionalLong stream(String client) {
        return find(client).map(FederationClient::stream).orElse(OptionalLong.empty());
    }

    /** Trainers of the roster that listen, by name. */
    public SortedSet<String> live(Roster roster) {
        var live = new TreeSet<>(roster.trainers().keySet());
        live.removeIf(client -> !isLive(client));
        return live;
    }

    public Collection<FederationClient> all() {
        return byName.values();
    }
}
