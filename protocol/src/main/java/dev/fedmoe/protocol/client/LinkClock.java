package dev.fedmoe.protocol.client;

import java.time.Duration;

/** Time as the link sees it, so that tests need not wait. */
interface LinkClock {
    LinkClock SYSTEM = new LinkClock() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void pause(Duration length) throws InterruptedException {
            Thread.sleep(length.toMillis());
        }
    };

    long nanoTime();

    void pause(Duration length) throws InterruptedException;
}
