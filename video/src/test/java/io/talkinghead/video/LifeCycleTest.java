package io.talkinghead.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.image.Frame;
import io.talkinghead.spi.video.VideoFormat;
import io.talkinghead.spi.video.VideoReader;
import io.talkinghead.spi.video.VideoReader.TimedFrame;
import io.talkinghead.spi.video.VideoWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Closing early, late, twice and from elsewhere. The time limits end a hang. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class LifeCycleTest {
    private static final VideoFormat FORMAT = new VideoFormat(64, 48, 25);

    @TempDir
    Path folder;

    @Test
    void reader_atTheEnd_staysThere() {
        try (VideoReader reader = Clips.open(Clips.write(folder.resolve("clip.mp4"), FORMAT, 3))) {
            assertThat(Clips.rest(reader)).hasSize(3);
            assertThat(reader.next()).isEmpty();
            assertThat(reader.next()).isEmpty();
        }
    }

    @Test
    void reader_closed_refusesToReadNamingTheFile() {
        VideoReader reader = Clips.open(Clips.write(folder.resolve("clip.mp4"), FORMAT, 3));
        reader.next();
        reader.close();
        reader.close();
        assertThatThrownBy(reader::next)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("clip.mp4");
        assertThat(reader.format().widthPx()).isEqualTo(64);
        assertThat(reader.frameCount()).hasValue(3);
    }

    @Test
    void reader_closedWhileAnotherThreadReads_endsItCleanly() throws Exception {
        Path file = Clips.write(folder.resolve("clip.mp4"), FORMAT, 200);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 20; round++) {
                VideoReader reader = Clips.open(file);
                CountDownLatch reading = new CountDownLatch(2 + round);
                List<Future<?>> jobs = new ArrayList<>();
                for (int i = 0; i < 2; i++) {
                    jobs.add(threads.submit(() -> assertThatThrownBy(() -> {
                                while (true) {
                                    reader.next();
                                    reading.countDown();
                                }
                            })
                            .isInstanceOf(IllegalStateException.class)));
                }
                reading.await();
                reader.close();
                for (Future<?> job : jobs) {
                    job.get();
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "webm", "gif"})
    void writer_closedWhileAnotherThreadWrites_endsItCleanlyAndLeavesNothing(String extension) throws Exception {
        Path source = Clips.write(
                folder.resolve("source.mp4"), FORMAT, 50, Tones.wav(folder.resolve("tone.wav"), 2, 0, 440, 2));
        Path target = folder.resolve("out").resolve("out." + extension);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            for (int round = 0; round < 10; round++) {
                VideoWriter writer = Clips.create(target, FORMAT, source);
                CountDownLatch writing = new CountDownLatch(1 + round);
                Frame picture = Clips.picture(64, 48, round);
                Future<?> job = thread.submit(() -> assertThatThrownBy(() -> {
                            for (long index = 0; ; index++) {
                                writer.write(picture, index);
                                writing.countDown();
                            }
                        })
                        .isInstanceOf(IllegalStateException.class));
                writing.await();
                writer.close();
                job.get();
            }
        } finally {
            thread.shutdownNow();
        }
        try (Stream<Path> left = Files.list(target.getParent())) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void readers_onManyThreads_giveTheSamePictures() throws Exception {
        Path file = Clips.write(folder.resolve("clip.webm"), FORMAT, 20);
        List<TimedFrame> expected = Clips.read(file);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<List<TimedFrame>> job = () -> Clips.read(file);
            for (Future<List<TimedFrame>> read : threads.invokeAll(Collections.nCopies(24, job))) {
                List<TimedFrame> found = read.get();
                assertThat(Clips.millis(found)).isEqualTo(Clips.millis(expected));
                for (int i = 0; i < found.size(); i++) {
                    assertThat(found.get(i).frame().rgb())
                            .isEqualTo(expected.get(i).frame().rgb());
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void handedOutPictures_areNotChangedByTheNext() {
        try (VideoReader reader = Clips.open(Clips.write(folder.resolve("clip.mp4"), FORMAT, 6))) {
            Frame first = reader.next().orElseThrow().frame();
            byte[] before = first.rgb().clone();
            Clips.rest(reader);
            assertThat(first.rgb()).isEqualTo(before);
        }
    }
}
