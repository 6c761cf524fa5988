package io.talkinghead.internal.run;

import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.Uninterruptibles;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Threads that work for the library: named, daemons, and with the class loader of the thread that made them, which finds the
 * backends. {@link Awaited} waits for what they do.
 *
 * <p><b>Threading:</b> any thread.
 */
public final class Workers implements AutoCloseable {
    private static final long IDLE_SECONDS = 10;

    private final BlockingQueue<Runnable> waiting;
    private final ExecutorService threads;

    private Workers(BlockingQueue<Runnable> waiting, ExecutorService threads) {
        this.waiting = waiting;
        this.threads = threads;
    }

    /** Makes threads {@code name-0}, {@code name-1} ..., each when it is first needed. */
    public static Workers of(String name, int count) {
        AtomicInteger made = new AtomicInteger();
        return pool(() -> name + "-" + made.getAndIncrement(), count);
    }

    /** Makes one thread, when it is first needed; it does what it is given in that order. */
    public static Workers single(String name) {
        return pool(() -> name, 1);
    }

    /** Makes a thread for each piece of work that no idle one can take; idle ones end after some seconds. */
    public static Workers cached(String name) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        BlockingQueue<Runnable> handedOver = new SynchronousQueue<>();
        return new Workers(
                handedOver,
                new ThreadPoolExecutor(
                        0,
                        Integer.MAX_VALUE,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        handedOver,
                        work -> thread(work, name, 0, loader)));
    }

    /** Makes no thread: work is done at once, by the thread that gives it. */
    public static Workers none() {
        return new Workers(new LinkedBlockingQueue<>(), MoreExecutors.newDirectExecutorService());
    }

    private static Workers pool(Supplier<String> names, int count) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
        return new Workers(
                waiting,
                new ThreadPoolExecutor(
                        count, count, 0, TimeUnit.SECONDS, waiting, work -> thread(work, names.get(), 0, loader)));
    }

    /** Begins one piece of work in a thread of its own, which ends with it. */
    public static <T> Future<T> begin(String name, Callable<T> work) {
        return begin(name, 0, work);
    }

    /**
     * Begins one piece of work in a thread of its own, which ends with it.
     *
     * @param stackBytes of the thread, 0 for the usual size
     */
    public static <T> Future<T> begin(String name, long stackBytes, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        thread(task, name, stackBytes, Thread.currentThread().getContextClassLoader())
                .start();
        return task;
    }

    private static Thread thread(Runnable work, String name, long stackBytes, @Nullable ClassLoader loader) {
        Thread thread = new Thread(null, work, name, stackBytes);
        thread.setDaemon(true);
        thread.setContextClassLoader(loader);
        return thread;
    }

    /** Gives the threads a piece of work. */
    public <T> Future<T> submit(Callable<T> work) {
        return threads.submit(work);
    }

    /** Drops what has not begun, and waits for what has; an interrupt does not end the wait. */
    @Override
    public void close() {
        threads.shutdown();
        List<Runnable> dropped = new ArrayList<>();
        waiting.drainTo(dropped);
        dropped.forEach(work -> ((Future<?>) work).cancel(false));
        Uninterruptibles.awaitTerminationUninterruptibly(threads);
    }

    /** Lets what has begun come to its end, without waiting for it. */
    public void letEnd() {
        threads.shutdown();
    }

    /** Drops what has not begun, interrupts what has, and does not wait for it. */
    public void abandon() {
        threads.shutdownNow().forEach(work -> ((Future<?>) work).cancel(false));
    }
}
