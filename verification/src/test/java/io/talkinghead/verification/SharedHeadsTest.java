package io.talkinghead.verification;

import static io.talkinghead.verification.Samples.ASTRONAUT;
import static io.talkinghead.verification.Samples.motion;
import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.TalkingHead;
import io.talkinghead.drive.Driver;
import io.talkinghead.face.Landmarks;
import io.talkinghead.person.Photo;
import io.talkinghead.testkit.NativeMemory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many heads of one backend and model: they have the engine in common, and nothing shows but how little they hold. */
@Timeout(300)
class SharedHeadsTest {
    private static final int SIZE_PX = 64;

    @TempDir
    private static Path place;

    private static Path person;

    @BeforeAll
    static void savePerson() {
        person = place.resolve("astronaut.person");
        try (TalkingHead head = TalkingHead.builder(Photo.of(ASTRONAUT)).build()) {
            head.save(person);
        }
    }

    private static TalkingHead open(int threads) {
        return TalkingHead.builder(person)
                .backend(WatchedBackendProvider.ID)
                .threads(threads)
                .size(SIZE_PX)
                .build();
    }

    @Test
    void open_aHundredHeads_startsOneBackendAndOneNetwork() throws Exception {
        int opened = WatchedBackendProvider.opened();
        List<TalkingHead> heads = new ArrayList<>();
        heads.add(open(1));
        byte[] expected = heads.get(0).render(heads.get(0).neutralLandmarks()).rgb();
        long before = NativeMemory.residentKilobytes();
        for (int i = 1; i < 100; i++) {
            TalkingHead head = open(1);
            heads.add(head);
            if (i % 10 == 0) {
                assertThat(head.render(head.neutralLandmarks()).rgb()).isEqualTo(expected);
            }
        }
        assertThat(WatchedBackendProvider.opened()).isEqualTo(opened + 1);
        // The photo, and with a picture its buffers: 3 to 4 MB. A network of its own would be 30 more.
        assertThat(NativeMemory.residentKilobytes() - before).isLessThan(99 * 8_000);
        heads.forEach(TalkingHead::close);
        assertThat(WatchedBackendProvider.running()).isZero();
    }

    @Test
    void close_inAnyOrder_leavesTheOthersAsTheyAre() {
        List<TalkingHead> heads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            heads.add(open(1 + i % 2));
        }
        Landmarks neutral = heads.get(0).neutralLandmarks();
        byte[] expected = heads.get(0).render(neutral).rgb();
        Collections.shuffle(heads, new Random(3));
        while (!heads.isEmpty()) {
            heads.remove(0).close();
            for (TalkingHead head : heads) {
                assertThat(head.render(neutral).rgb()).isEqualTo(expected);
            }
        }
        assertThat(WatchedBackendProvider.running()).isZero();
    }

    @Test
    void close_whileOthersRenderAndLookForFaces_disturbsNobody() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger rendered = new AtomicInteger();
        List<Future<?>> jobs = new ArrayList<>();
        try (TalkingHead staying = open(1)) {
            byte[] expected = staying.render(staying.neutralLandmarks()).rgb();
            jobs.add(threads.submit(() -> {
                while (!over.get()) {
                    assertThat(staying.render(staying.neutralLandmarks()).rgb()).isEqualTo(expected);
                    rendered.incrementAndGet();
                }
            }));
            jobs.add(threads.submit(() -> {
                while (!over.get()) {
                    staying.animate(Driver.photo(ASTRONAUT)).forEach(frame -> rendered.incrementAndGet());
                }
            }));
            for (int round = 0; round < 10; round++) {
                try (TalkingHead passing = open(1)) {
                    passing.animate(Driver.track(motion(2))).forEach(frame -> {});
                    passing.animate(Driver.photo(ASTRONAUT)).forEach(frame -> {});
                }
            }
            over.set(true);
            for (Future<?> job : jobs) {
                job.get();
            }
            assertThat(rendered.get()).isPositive();
            assertThat(WatchedBackendProvider.running()).isEqualTo(1);
        } finally {
            over.set(true);
            threads.shutdownNow();
        }
        assertThat(WatchedBackendProvider.running()).isZero();
    }

    @Test
    void open_fromManyThreadsAtOnce_givesHeadsThatWork() throws Exception {
        int opened = WatchedBackendProvider.opened();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<TalkingHead>> opening = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                opening.add(threads.submit(() -> open(1)));
            }
            List<TalkingHead> heads = new ArrayList<>();
            for (Future<TalkingHead> each : opening) {
                heads.add(each.get());
            }
            assertThat(WatchedBackendProvider.opened()).isEqualTo(opened + 1);
            for (TalkingHead head : heads) {
                assertThat(head.render(head.neutralLandmarks()).widthPx()).isEqualTo(SIZE_PX);
                head.close();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(WatchedBackendProvider.running()).isZero();
    }
}
