package io.talkinghead.engine;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How an engine is to run. With the same seed, device, threads and precision the same bytes come out.
 *
 * <p><b>Threading:</b> immutable.
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class EngineOptions {
    private final @Nullable Device device;
    private final int threads;
    private final long seed;
    private final Precision precision;
    private final @Nullable Duration deadline;

    private EngineOptions(
            @Nullable Device device, int threads, long seed, Precision precision, @Nullable Duration deadline) {
        checkArgument(threads >= 1, "at least one thread is needed, not %s", threads);
        this.device = device;
        this.threads = threads;
        this.seed = seed;
        this.precision = requireNonNull(precision, "precision");
        this.deadline = deadline;
    }

    /** The backend's own device, all processors, seed 0, 32-bit floats, no deadline. */
    public static EngineOptions defaults() {
        return new EngineOptions(null, Runtime.getRuntime().availableProcessors(), 0, Precision.FLOAT32, null);
    }

    /** Returns where to compute; empty for the backend's own choice. A device that is named is never replaced by another. */
    public Optional<Device> device() {
        return Optional.ofNullable(device);
    }

    /** Returns the most threads of one computation, 1 or more; small networks may have fewer. */
    public int threads() {
        return threads;
    }

    /** Returns the seed of everything random. */
    public long seed() {
        return seed;
    }

    /** Returns the precision of generators. */
    public Precision precision() {
        return precision;
    }

    /** Returns how long one call into the engine may take; empty for as long as it likes. */
    public Optional<Duration> deadline() {
        return Optional.ofNullable(deadline);
    }

    /** Returns these options with a device. */
    public EngineOptions withDevice(Device other) {
        return new EngineOptions(requireNonNull(other, "device"), threads, seed, precision, deadline);
    }

    /**
     * Returns these options with another number of threads.
     *
     * @throws IllegalArgumentException when there is not even one
     */
    public EngineOptions withThreads(int other) {
        return new EngineOptions(device, other, seed, precision, deadline);
    }

    /** Returns these options with another seed. */
    public EngineOptions withSeed(long other) {
        return new EngineOptions(device, threads, other, precision, deadline);
    }

    /** Returns these options with another precision. */
    public EngineOptions withPrecision(Precision other) {
        return new EngineOptions(device, threads, seed, other, deadline);
    }

    /**
     * Returns these options with a deadline for each call into the engine: embedding or taking in a photo, finding the faces of a
     * picture, rendering a frame. Starting the engine and opening its networks may take longer. A call that is late throws {@link
     * io.talkinghead.error.ErrorCode#BACKEND_DEADLINE}. It cannot be ended, though: as long as it has not come back, every other call
     * of the engine throws the same at once, and what is closed is freed only then, as the late call may still use it. Each call has a
     * thread of its own, which costs some hundredths of a millisecond. The options of heads and engines count, not those of {@code
     * Backends.open}.
     *
     * @param other at least a millisecond
     * @throws IllegalArgumentException when it is shorter
     */
    public EngineOptions withDeadline(Duration other) {
        checkArgument(other.toMillis() >= 1, "a deadline is at least a millisecond, not %s", other);
        return new EngineOptions(device, threads, seed, precision, other);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EngineOptions that
                && Objects.equals(device, that.device)
                && threads == that.threads
                && seed == that.seed
                && precision == that.precision
                && Objects.equals(deadline, that.deadline);
    }

    @Override
    public int hashCode() {
        return Objects.hash(device, threads, seed, precision, deadline);
    }

    @Override
    public String toString() {
        return "EngineOptions[device=" + (device == null ? "the backend's own" : device) + ", threads=" + threads
                + ", seed=" + seed + ", precision=" + precision
                + (deadline == null ? "" : ", deadline=" + deadline) + "]";
    }
}
