package dev.fedmoe.protocol.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fedmoe.protocol.RefusedRequest;
import dev.fedmoe.protocol.v1alpha1.FederationGrpc;
import dev.fedmoe.protocol.v1alpha1.Refusal;
import dev.fedmoe.protocol.v1alpha1.RoundClosed;
import dev.fedmoe.protocol.v1alpha1.Task;
import dev.fedmoe.protocol.v1alpha1.TasksRequest;
import dev.fedmoe.testing.ConditionWait;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnreadTasksTest {
    private final LoopbackServer wired;

    UnreadTasksTest(@TempDir Path folder) throws IOException {
        wired = new LoopbackServer(folder);
    }

    @AfterEach
    void close() {
        wired.close();
    }

    @Test
    void aClientThatNeverReadsItsTasksIsCutOffBeforeTheyPileUp() throws Exception {
        ClientCall<TasksRequest, Task> call = wired.as(wired.identity.worker(LoopbackServer.NODE))
                .newCall(FederationGrpc.getTasksMethod(), CallOptions.DEFAULT);
        call.start(new ClientCall.Listener<>() {}, new Metadata());
        call.sendMessage(TasksRequest.newBuilder()
                .setClient(LoopbackServer.CLIENT)
                .setEpoch(1)
                .build());
        call.halfClose();
        ConditionWait.until(() -> wired.coordinator.isSubscribed(LoopbackServer.CLIENT));
        var task = Task.newBuilder()
                .setClosed(RoundClosed.newBuilder().setReason("x".repeat(16_384)))
                .build();

        for (int i = 0; i < 1000; i++) {
            wired.coordinator.push(LoopbackServer.CLIENT, task);
        }

        assertThat(wired.coordinator.refusals())
                .extracting(RefusedRequest::refusal, RefusedRequest::message)
                .containsExactly(tuple(Refusal.REFUSAL_TOO_SLOW, "camera-1 has left 257 tasks unread"));
        call.cancel("seen enough", null);
    }
}
