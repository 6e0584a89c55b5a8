package dev.fedmoe.coordinator.loop;

import dev.fedmoe.coordinator.aggregation.CommitCache;
import dev.fedmoe.coordinator.aggregation.RoundRooms;
import dev.fedmoe.coordinator.commit.Commit;
import dev.fedmoe.coordinator.export.CompletedJobFile;
import dev.fedmoe.coordinator.store.UnusableVolumeException;
import dev.fedmoe.core.federation.FederationEffect;
import dev.fedmoe.core.federation.FederationEffect.CloseRoom;
import dev.fedmoe.core.federation.FederationEffect.ExportModel;
import dev.fedmoe.core.federation.FederationEffect.FoldPart;
import dev.fedmoe.core.federation.FederationEffect.OpenRoom;
import dev.fedmoe.core.federation.FederationEffect.WriteCommit;
import dev.fedmoe.core.federation.FederationEvent;
import dev.fedmoe.core.federation.FederationEvent.CommitFailed;
import dev.fedmoe.core.federation.FederationEvent.ExportFailed;
import dev.fedmoe.core.federation.FederationEvent.ModelExported;
import dev.fedmoe.core.federation.FederationEvent.PlanWriteFailed;
import dev.fedmoe.core.federation.FederationEvent.PlanWritten;
import dev.fedmoe.core.federation.FederationEvent.RoundCommitted;
import java.io.IOException;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The effects that write: on the threads that may wait for a disk, with an event for what came of each. */
public final class VolumeEffects {
    private static final Logger log = LoggerFactory.getLogger("dev.fedmoe.coordinator");

    private final CoordinatorContext context;
    private final StateHolder state;
    private final EventQueue events;
    private final IoExecutors threads;
    private final RoundRooms rooms;
    private final CommitCache cache;

    public VolumeEffects(
            CoordinatorContext context,
            StateHolder state,
            EventQueue events,
            IoExecutors threads,
            RoundRooms rooms,
            CommitCache cache) {
        this.context = context;
        this.state = state;
        this.events = events;
        this.threads = threads;
        this.rooms = rooms;
        this.cache = cache;
    }

    void run(FederationEffect effect) {
        if (effect instanceof OpenRoom open) {
            open(open);
        } else if (effect instanceof FoldPart fold) {
            var part = context.run().manifest().part(fold.part());
            // A round for which no room could be made is about to be withdrawn.
            rooms.find(fold.opening()).ifPresent(room -> room.aggregation().add(part, fold.closing(), fold.weights()));
        } else if (effect instanceof WriteCommit write) {
            commit(write);
        } else if (effect instanceof CloseRoom close) {
            var newest = cache.newest();
            threads.folders().execute(() -> close(close, newest));
        } else if (effect instanceof ExportModel export) {
            export(export);
        } else {
            throw new IllegalStateException("nobody carries out " + effect);
        }
    }

    private void open(OpenRoom open) {
        var planned = open.planned();
        Function<String, FederationEvent> failed = reason -> new PlanWriteFailed(open.opening(), reason);
        try {
            rooms.open(open.opening(), cache.newest());
        } catch (IOException e) {
            events.tell(failed.apply(String.valueOf(e.getMessage())));
            return;
        }
        if (!open.planWritten()) {
            threads.write(
                    () -> {
                        context.plans().write(planned);
                        return planned;
                    },
                    written -> events.tell(new PlanWritten(open.opening())),
                    trouble("the plan of round " + planned.round() + " cannot be written", failed));
        }
    }

    private void commit(WriteCommit write) {
        var room = room(write.opening());
        threads.write(
                () -> room.aggregation().commit(write.record()),
                commit -> {
                    cache.put(commit, scored());
                    context.history().add(commit);
                    events.tell(new RoundCommitted(commit.model()));
                },
                trouble(
                        "round " + (room.start().round() + 1) + " cannot be committed",
                        reason -> new CommitFailed(write.opening(), reason)));
    }

    private void export(ExportModel export) {
        var completed = new CompletedJobFile(context.run().job(), context.volume());
        threads.write(
                () -> completed.write(cache.newest(), export.metrics(), export.training()),
                path -> events.tell(new ModelExported(path)),
                trouble("the model cannot be written", ExportFailed::new));
    }

    private void close(CloseRoom close, Commit newest) {
        quietly(() -> rooms.close(close.opening()));
        if (close.committed()) {
            var checkpoint = context.run().job().checkpoint();
            quietly(() -> context.history().append(newest));
            quietly(() -> context.commits().prune(checkpoint.every(), checkpoint.keep(), scored()));
        }
    }

    private Set<Integer> scored() {
        return Set.copyOf(state.get().scoring().values());
    }

    private RoundRooms.Room room(int opening) {
        return rooms.find(opening)
                .orElseThrow(() -> new IllegalStateException("no room was made for opening " + opening));
    }

    /** Trouble with the disk passes; a bug or a lost volume does not, and ends the process. */
    private Consumer<Exception> trouble(String what, Function<String, FederationEvent> event) {
        return failure -> {
            if (failure instanceof IOException passing && !(passing instanceof UnusableVolumeException)) {
                events.tell(event.apply(String.valueOf(passing.getMessage())));
            } else {
                events.fail(new IllegalStateException(what + ": " + failure.getMessage(), failure));
            }
        };
    }

    private interface Tidying {
        void run() throws IOException;
    }

    // None of this is needed to go on, and a start sweeps up what is left.
    private void quietly(Tidying tidying) {
        try {
            tidying.run();
        } catch (IOException e) {
            log.warn("job={} left over on the volume until the next start: {}", context.job(), e.getMessage());
        }
    }
}
