package io.talkinghead.verification;

import static io.talkinghead.verification.Samples.ASTRONAUT;
import static io.talkinghead.verification.Samples.TRACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.Animation;
import io.talkinghead.TalkingHead;
import io.talkinghead.drive.Driver;
import io.talkinghead.drive.LandmarkTrack;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Photo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Heads used from many threads and closed at any moment: refused or right, never a crash. */
@Timeout(120)
class HeadThreadsTest {
    private static final int SIZE_PX = 64;
    private static final ModelBundle MODEL = ModelBundle.named(ModelBundle.DEFAULT_NAME);

    @TempDir
    private static Path place;

    private static Path person;
    private static ExecutorService threads;

    @BeforeAll
    static void savePerson() {
        threads = Executors.newCachedThreadPool();
        person = place.resolve("astronaut.person");
        try (TalkingHead head = TalkingHead.builder(Photo.of(ASTRONAUT)).build()) {
            head.save(person);
        }
    }

    @AfterAll
    static void stopThreads() {
        threads.shutdownNow();
    }

    private static TalkingHead open() {
        return TalkingHead.builder(person).model(MODEL).size(SIZE_PX).build();
    }

    @Test
    void everyCall_afterClose_isRefused() {
        TalkingHead head = open();
        Landmarks neutral = head.neutralLandmarks();
        Animation begun = head.animate(Driver.track(TRACK));
        Iterator<Frame> frames = begun.frames().iterator();
        assertThat(frames.next().widthPx()).isEqualTo(SIZE_PX);
        Animation waiting = head.animate(Driver.photo(ASTRONAUT));
        head.close();
        head.close();
        assertThatThrownBy(() -> head.render(neutral)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> head.animate(Driver.track(TRACK))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(frames::next).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> waiting.forEach(frame -> {})).isInstanceOf(IllegalStateException.class);
        begun.close();
        assertThat(head.neutralLandmarks()).isEqualTo(neutral);
    }

    @Test
    void render_sixteenThreadsOnOneHead_givesTheBytesOfOne() throws Exception {
        List<Landmarks> poses = poses(4);
        try (TalkingHead head = open()) {
            List<byte[]> expected =
                    poses.stream().map(pose -> head.render(pose).rgb()).toList();
            CyclicBarrier start = new CyclicBarrier(16);
            List<Future<Boolean>> jobs = new ArrayList<>();
            for (int thread = 0; thread < 16; thread++) {
                int offset = thread;
                jobs.add(threads.submit(() -> {
                    start.await();
                    for (int i = 0; i < 2 * poses.size(); i++) {
                        int index = (i + offset) % poses.size();
                        assertThat(head.render(poses.get(index)).rgb()).isEqualTo(expected.get(index));
                    }
                    return true;
                }));
            }
            for (Future<Boolean> job : jobs) {
                assertThat(job.get()).isTrue();
            }
        }
    }

    @Test
    void close_whileOthersRender_endsThemWithARefusal() throws Exception {
        Landmarks pose = poses(1).get(0);
        for (int round = 0; round < 4; round++) {
            TalkingHead head = open();
            byte[] expected = head.render(pose).rgb();
            closeDuring(head, () -> assertThat(head.render(pose).rgb()).isEqualTo(expected));
        }
    }

    @Test
    void close_whileOthersAnimateFromPictures_endsThemWithARefusal() throws Exception {
        Driver pictures = Driver.images(List.of(ASTRONAUT, ASTRONAUT, ASTRONAUT), 25);
        for (int round = 0; round < 2; round++) {
            TalkingHead head = open();
            closeDuring(head, () -> head.animate(pictures).forEach(frame -> {}));
        }
    }

    /** Four threads work until they are refused; another closes the head once all are at it. */
    private static void closeDuring(TalkingHead head, Runnable work) throws Exception {
        AtomicInteger done = new AtomicInteger();
        List<Future<?>> jobs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Callable<?> job = () -> {
                assertThatThrownBy(() -> {
                            while (true) {
                                work.run();
                                done.incrementAndGet();
                            }
                        })
                        .isInstanceOf(IllegalStateException.class);
                return null;
            };
            jobs.add(threads.submit(job));
        }
        // Until one ends, too: a job that failed early is told by its future.
        while (done.get() < 6 && jobs.stream().noneMatch(Future::isDone)) {
            Thread.sleep(1);
        }
        head.close();
        for (Future<?> job : jobs) {
            job.get();
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {1e6f, -1e9f, 1e30f, Float.MAX_VALUE})
    void render_absurdLandmark_isAPictureAndLeavesTheNextOnesAlone(float value) {
        try (TalkingHead head = open()) {
            Landmarks neutral = head.neutralLandmarks();
            byte[] before = head.render(neutral).rgb();
            for (int point = 0; point < Landmarks.COUNT; point += 9) {
                Landmarks absurd = moved(neutral, point, value);
                Frame frame = head.render(absurd);
                assertThat(frame.widthPx()).isEqualTo(SIZE_PX);
            }
            assertThat(head.render(neutral).rgb()).isEqualTo(before);
        }
    }

    private static List<Landmarks> poses(int count) {
        LandmarkTrack track = LandmarkTrack.read(TRACK);
        return track.frames().stream()
                .flatMap(frame -> frame.stream())
                .limit(count)
                .toList();
    }

    private static Landmarks moved(Landmarks landmarks, int point, float value) {
        float[] x = new float[Landmarks.COUNT];
        float[] y = new float[Landmarks.COUNT];
        for (int i = 0; i < Landmarks.COUNT; i++) {
            x[i] = i == point ? value : landmarks.x(i);
            y[i] = i == point ? -value : landmarks.y(i);
        }
        return Landmarks.of(x, y);
    }
}
