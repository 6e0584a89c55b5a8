package dev.fedmoe.worker.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TaskQueueTest {
    private final TaskQueue desk = new TaskQueue("camera-1", bug -> {});
    private final CountDownLatch gate = new CountDownLatch(1);
    private final BlockingQueue<String> performed = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        gate.countDown();
        desk.close();
    }

    @Test
    void roundAskedForTwiceIsDoneOnce() throws Exception {
        desk.take(assignment(1, "first"));
        assertThat(performed.poll(10, TimeUnit.SECONDS)).isEqualTo("first");
        desk.take(assignment(1, "again"));
        gate.countDown();
        desk.take(assignment(2, "next"));
        assertThat(performed.poll(10, TimeUnit.SECONDS)).isEqualTo("next");
    }

    @Test
    void newerRoundReplacesOneThatWaits() throws Exception {
        desk.take(assignment(1, "first"));
        assertThat(performed.poll(10, TimeUnit.SECONDS)).isEqualTo("first");
        desk.take(assignment(2, "overtaken"));
        desk.take(assignment(3, "newest"));
        gate.countDown();
        assertThat(performed.poll(10, TimeUnit.SECONDS)).isEqualTo("newest");
    }

    @Test
    void closedRoundIsAbandonedInTheMiddle() throws Exception {
        var abandoned = new LinkedBlockingQueue<Boolean>();
        desk.take(new RoundAssignment(1, 1, asked -> {
            performed.add("begun");
            await();
            abandoned.add(asked.getAsBoolean());
        }));
        assertThat(performed.poll(10, TimeUnit.SECONDS)).isEqualTo("begun");
        desk.abandon(1, 1);
        gate.countDown();
        assertThat(abandoned.poll(10, TimeUnit.SECONDS)).isTrue();
    }

    private RoundAssignment assignment(int round, String name) {
        return new RoundAssignment(1, round, asked -> {
            performed.add(name);
            await();
        });
    }

    private void await() {
        try {
            gate.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
