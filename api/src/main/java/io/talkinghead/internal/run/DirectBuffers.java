package io.talkinghead.internal.run;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntFunction;

/**
 * Buffers outside Java's heap. Those that nobody holds any more are freed when Java collects. It does so when there is no room for a new
 * one, but waits only half a second for it: too short in a process that gets little of a busy machine (seen).
 *
 * <p><b>Threading:</b> any number of threads.
 */
public final class DirectBuffers {
    /** Of half a second each. */
    private static final int TRIES = 10;

    private DirectBuffers() {}

    /**
     * Makes a buffer in the machine's byte order.
     *
     * @throws OutOfMemoryError when there is no room for it even after some seconds
     */
    public static ByteBuffer allocate(int bytes) {
        return allocate(bytes, ByteBuffer::allocateDirect).order(ByteOrder.nativeOrder());
    }

    static ByteBuffer allocate(int bytes, IntFunction<ByteBuffer> allocator) {
        for (int left = TRIES; ; left--) {
            try {
                return allocator.apply(bytes);
            } catch (OutOfMemoryError e) {
                // Java has collected, and what it found may be free by now.
                if (left == 1) {
                    throw e;
                }
            }
        }
    }
}
