package io.talkinghead.tensorrt;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What this backend needs of CUDA and TensorRT on one GPU, and nothing else, so that everything above it is tested without one.
 *
 * <p>Whatever fails throws a {@link io.talkinghead.error.TalkingHeadException}:
 * {@link io.talkinghead.error.ErrorCode#DEVICE_MEMORY} when memory ran out, else
 * {@link io.talkinghead.error.ErrorCode#BACKEND_FAILED} with the libraries' own words. Engines and contexts cannot be
 * freed: the presets have no destructors (JavaCPP presets, issue 1699). They are to be kept and used again.
 *
 * <p><b>Threading:</b> any number of threads, each having called {@link #makeCurrent()} since it last worked for another GPU;
 * one object by one thread at a time.
 */
interface Gpu {
    GpuFacts facts();

    /** Returns TensorRT's version. */
    String version();

    /** Makes this the GPU of the calling thread. */
    void makeCurrent();

    /** Compiles a network, which may take minutes and leaves memory behind: for a process that ends afterwards. */
    Build build(byte[] onnx, boolean refittable, byte[] timings, Consumer<String> progress);

    /** Loads a plan; null when these are no plan's bytes, or those of another version or GPU. */
    @Nullable
    Engine load(byte[] plan);

    /** Allocates memory on the GPU. */
    Memory allocate(long bytes);

    /** Locks a direct buffer's memory, whole pages, so that copies of its first {@code bytes} need not wait for the processor. */
    HostMemory pin(ByteBuffer buffer, long bytes);

    Stream newStream();

    /**
     * A compiled network.
     *
     * @param plan what {@link #load} takes
     * @param timings what makes the next compilation faster
     */
    @SuppressWarnings("ArrayRecordComponent") // Written to files, never compared.
    record Build(byte[] plan, byte[] timings) {}

    /** A plan in the GPU's memory. */
    interface Engine {
        /** Replaces the weights by those of an ONNX model of the same graph. Nothing may be running. */
        void refit(byte[] onnx);

        /** Returns how much memory a context needs while it runs. */
        long workBytes();

        Context newContext();
    }

    /** One run at a time of an engine. */
    interface Context {
        /** Says where an input is read or an output written. */
        void bind(String tensor, Memory memory);

        /** Gives the memory to work in. */
        void workIn(Memory memory);

        /** Queues a run. */
        void enqueue(Stream stream);
    }

    /** Work in order. */
    interface Stream extends AutoCloseable {
        void upload(HostMemory from, Memory to);

        void download(Memory from, HostMemory to);

        /** Waits for all that was queued. */
        void await();

        /** From here on what this thread queues is recorded, not run. */
        void beginCapture();

        /** Ends the recording. */
        Graph endCapture();

        @Override
        void close();
    }

    /** Recorded work, which starts with one call. */
    interface Graph extends AutoCloseable {
        void launch(Stream stream);

        @Override
        void close();
    }

    /** Memory on the GPU. */
    interface Memory extends AutoCloseable {
        @Override
        void close();
    }

    /** A direct buffer's locked memory; unlocked by {@code close()}, which leaves the buffer as it is. */
    interface HostMemory extends AutoCloseable {
        @Override
        void close();
    }
}
