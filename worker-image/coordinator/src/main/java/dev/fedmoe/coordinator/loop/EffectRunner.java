package dev.fedmoe.coordinator.loop;

import dev.fedmoe.coordinator.client.DeliveryAnswers;
import dev.fedmoe.coordinator.client.TaskCodec;
import dev.fedmoe.coordinator.client.TaskStreams;
import dev.fedmoe.coordinator.progress.ProgressReporter;
import dev.fedmoe.core.federation.FederationEffect;
import dev.fedmoe.core.federation.FederationEffect.AnswerDelivery;
import dev.fedmoe.core.federation.FederationEffect.EndJob;
import dev.fedmoe.core.federation.FederationEffect.EndStream;
import dev.fedmoe.core.federation.FederationEffect.Note;
import dev.fedmoe.core.federation.FederationEffect.Publish;
import dev.fedmoe.core.federation.FederationEffect.PushClosed;
import dev.fedmoe.core.federation.FederationEffect.PushEvaluation;
import dev.fedmoe.core.federation.FederationEffect.PushFinished;
import dev.fedmoe.core.federation.FederationEffect.PushTraining;
import java.util.concurrent.CompletableFuture;

/** Carries out what the engine has decided. Nothing here takes long: what does is handed to other threads. */
public final class EffectRunner {
    private final VolumeEffects volume;
    private final TaskStreams streams;
    private final DeliveryAnswers answers;
    private final ProgressReporter reporter;
    private final StateHolder state;
    private final CompletableFuture<Void> ended;

    /** {@code ended} completes with the job. */
    public EffectRunner(
            VolumeEffects volume,
            TaskStreams streams,
            DeliveryAnswers answers,
            ProgressReporter reporter,
            StateHolder state,
            CompletableFuture<Void> ended) {
        this.volume = volume;
        this.streams = streams;
        this.answers = answers;
        this.reporter = reporter;
        this.state = state;
        this.ended = ended;
    }

    void run(FederationEffect effect) {
        if (effect instanceof AnswerDelivery answer) {
            answers.complete(answer.request(), answer.answer());
        } else if (effect instanceof Publish event) {
            reporter.happened(event.reason(), event.round(), event.message());
        } else if (effect instanceof Note note) {
            reporter.noted(note.reason(), note.round(), note.message());
        } else if (effect instanceof EndJob) {
            ended.complete(null);
        } else if (!streamed(effect)) {
            volume.run(effect);
        }
    }

    void stateChanged() {
        reporter.report();
    }

    private boolean streamed(FederationEffect effect) {
        var codec = new TaskCodec(state.get().run().epoch());
        if (effect instanceof PushTraining push) {
            streams.send(push.stream(), codec.encode(push.task()));
        } else if (effect instanceof PushEvaluation push) {
            streams.send(push.stream(), codec.encode(push));
        } else if (effect instanceof PushClosed push) {
            streams.send(push.stream(), codec.encode(push));
        } else if (effect instanceof PushFinished push) {
            streams.send(push.stream(), codec.finished(state.get().status()));
        } else if (effect instanceof EndStream end) {
            streams.end(end.stream());
        } else {
            return false;
        }
        return true;
    }
}
