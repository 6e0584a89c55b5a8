package dev.fedmoe.protocol.transfer;

import io.grpc.netty.shaded.io.netty.buffer.ByteBufAllocator;
import io.grpc.netty.shaded.io.netty.buffer.PooledByteBufAllocator;

/**
 * The transport's buffers off the heap, one pool a process. Netty's own default makes an arena for each of twice the
 * cores and caches freed buffers with each thread; here memory follows what is under way, not how many threads touched
 * it. Counts against {@code -XX:MaxDirectMemorySize}.
 */
public final class TransportBuffers {
    private static final int ARENAS = 2;
    private static final int PAGE_BYTES = 8 << 10;
    /** Pages double this often into the unit taken from the system: 2 MiB, four of our chunks. */
    private static final int UNIT_ORDER = 8;

    private static final int SMALL_CACHED = 64;
    private static final int NORMAL_CACHED = 16;

    private static final ByteBufAllocator POOL = new PooledByteBufAllocator(
            true, ARENAS, ARENAS, PAGE_BYTES, UNIT_ORDER, SMALL_CACHED, NORMAL_CACHED, false);

    private TransportBuffers() {}

    public static ByteBufAllocator pool() {
        return POOL;
    }
}
