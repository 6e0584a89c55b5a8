package dev.fedmoe.coordinator.aggregation;

import dev.fedmoe.coordinator.commit.Commit;
import dev.fedmoe.coordinator.commit.CommitStore;
import dev.fedmoe.coordinator.spool.UpdateSpool;
import dev.fedmoe.coordinator.store.CheckpointVolume;
import dev.fedmoe.coordinator.store.MilestoneListener;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;

/** Where the updates of opened rounds lie, by the number of the opening. Safe for several threads. */
public final class RoundRooms {
    private final CheckpointVolume volume;
    private final CommitStore commits;
    private final ExecutorService folders;
    private final MilestoneListener milestones;
    private final Map<Integer, Room> open = new ConcurrentHashMap<>();

    public RoundRooms(
            CheckpointVolume volume, CommitStore commits, ExecutorService folders, MilestoneListener milestones) {
        this.volume = volume;
        this.commits = commits;
        this.folders = folders;
        this.milestones = milestones;
    }

    /**
     * One round's.
     *
     * @param start the commit that its updates are trained from
     */
    public record Room(Commit start, UpdateSpool spool, RoundAggregation aggregation) {}

    /** Makes room for the round after {@code start}. */
    public void open(int opening, Commit start) throws IOException {
        var spool = new UpdateSpool(volume.spool().resolve("round-" + (start.round() + 1) + "-" + opening));
        open.put(opening, new Room(start, spool, new RoundAggregation(commits, start, spool, folders, milestones)));
    }

    /** Empty before the round is opened and after it is closed. */
    public Optional<Room> find(int opening) {
        return Optional.ofNullable(open.get(opening));
    }

    /** Deletes the round's updates. */
    public void close(int opening) throws IOException {
        var room = open.remove(opening);
        if (room != null) {
            room.aggregation().close();
        }
    }
}
