package io.talkinghead.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WorkersTest {
    @Test
    void threads_areNamedDaemonsWithTheClassLoaderOfTheirMaker() throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader own = new URLClassLoader(new URL[0], before)) {
            Thread.currentThread().setContextClassLoader(own);
            try (Workers pool = Workers.of("some", 2);
                    Workers single = Workers.single("one")) {
                Thread.currentThread().setContextClassLoader(before);
                Thread first = Awaited.get(pool.submit(Thread::currentThread), "the thread");
                Thread only = Awaited.get(single.submit(Thread::currentThread), "the thread");

                assertThat(first.getName()).isEqualTo("some-0");
                assertThat(only.getName()).isEqualTo("one");
                assertThat(first.isDaemon() && only.isDaemon()).isTrue();
                assertThat(first.getContextClassLoader()).isSameAs(own);
            }
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void begin_oneWork_hasAThreadOfItsOwn() {
        Thread thread = Awaited.get(Workers.begin("alone", 1 << 20, Thread::currentThread), "the thread");

        assertThat(thread).isNotSameAs(Thread.currentThread());
        assertThat(thread.getName()).isEqualTo("alone");
        assertThat(thread.isDaemon()).isTrue();
    }

    @Test
    void none_worksInTheCallersThread() {
        try (Workers none = Workers.none()) {
            assertThat(Awaited.get(none.submit(Thread::currentThread), "the thread"))
                    .isSameAs(Thread.currentThread());
        }
    }

    @Test
    void close_workUnderWay_waitsForItAndDropsTheRest() {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        Workers workers = Workers.single("one");
        workers.submit(() -> {
            begun.countDown();
            Thread.sleep(100);
            ended.set(true);
            return true;
        });
        Future<Boolean> second = workers.submit(() -> true);
        Awaited.get(Workers.begin("begun", () -> await(begun)), "the first");

        workers.close();

        assertThat(ended).isTrue();
        assertThatThrownBy(() -> Awaited.get(second, "the second"))
                .isInstanceOfSatisfying(
                        TalkingHeadException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
        assertThat(Awaited.succeeds(second)).isFalse();
    }

    @Test
    void close_interrupted_waitsAndStaysInterrupted() {
        Workers workers = Workers.single("one");
        Future<Boolean> work = workers.submit(() -> true);
        Thread.currentThread().interrupt();

        workers.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(work.isDone()).isTrue();
    }

    @Test
    void abandon_blockedWork_isInterruptedAndNotWaitedFor() {
        CountDownLatch begun = new CountDownLatch(1);
        Workers workers = Workers.single("one");
        Future<Boolean> blocked = workers.submit(() -> {
            begun.countDown();
            return await(new CountDownLatch(1));
        });
        Awaited.get(Workers.begin("begun", () -> await(begun)), "the work");

        workers.abandon();

        assertThat(Awaited.succeeds(blocked)).isFalse();
    }

    private static boolean await(CountDownLatch latch) throws InterruptedException {
        latch.await();
        return true;
    }
}
