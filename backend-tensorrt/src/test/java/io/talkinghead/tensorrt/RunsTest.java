package io.talkinghead.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.Generator;
import io.talkinghead.testkit.Golden;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.Progress;
import io.talkinghead.work.WorkListener;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Runs on one GPU: many at once, recorded, failing at any call, and what is given back. */
class RunsTest extends FakeGpuHeads {
    @Test
    void everyCall_failingOnce_leavesNothingBehindAndTheNextHeadWorks() {
        try (Backend backend = open()) {
            gpu.restart();
            assertRenders(backend, ANNA, TUNED);
        }
        int calls = gpu.counted();
        assertThat(calls).isGreaterThan(60);
        for (int i = 0; i < calls; i++) {
            library = driver.library(cache, false);
            gpu.restart();
            gpu.failAt = i;
            try (Backend backend = open()) {
                assertRenders(backend, ANNA, TUNED);
            } catch (TalkingHeadException e) {
                assertThat(e).hasMessageContaining("made to fail");
            }
            gpu.failAt = -1;
            assertThat(gpu.held.get())
                    .as("held after a failure of call " + i + " of " + gpu.calls)
                    .isZero();
            try (Backend backend = open()) {
                assertRenders(backend, TUNED);
            }
        }
    }

    @Test
    void memory_runningOut_hasItsOwnCode() {
        gpu.failure = ErrorCode.DEVICE_MEMORY;
        gpu.failing = "allocate";
        try (Backend backend = open()) {
            assertThatThrownBy(() -> backend.openGenerator(MODEL, ANNA))
                    .isInstanceOfSatisfying(
                            TalkingHeadException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.DEVICE_MEMORY));
        }
    }

    @Test
    void recording_thatFails_runsWithoutIt() {
        gpu.failing = "endCapture";
        try (Backend backend = open()) {
            assertRenders(backend, ANNA, ANNA);
        }
        assertThat(gpu.calls).doesNotContain("launch");
    }

    @Test
    void run_fromTheSecondOn_isRecorded() {
        try (Backend backend = open();
                Generator generator = backend.openGenerator(MODEL, ANNA)) {
            gpu.restart();
            assertThat(render(generator)).isEqualTo(render(generator));
        }
        // The first run was that of the comparison.
        assertThat(gpu.calls.stream().filter("launch"::equals)).hasSize(2);
        assertThat(gpu.calls).doesNotContain("enqueue");
    }

    @Test
    void runs_ofManyThreadsAndHeads_shareFourContextsAndMixNothingUp() throws Exception {
        float[] anna = expected(ANNA);
        float[] tuned = expected(TUNED);
        ExecutorService threads = Executors.newFixedThreadPool(12);
        try (Backend backend = open();
                Generator first = backend.openGenerator(MODEL, ANNA);
                Generator second = backend.openGenerator(MODEL, ANNA);
                Generator third = backend.openGenerator(MODEL, TUNED)) {
            List<Generator> generators = List.of(first, second, third);
            List<Callable<float[]>> jobs = new ArrayList<>();
            for (int i = 0; i < 90; i++) {
                Generator generator = generators.get(i % 3);
                jobs.add(() -> render(generator));
            }
            List<Future<float[]>> found = threads.invokeAll(jobs);
            for (int i = 0; i < found.size(); i++) {
                Golden.assertClose(found.get(i).get(), i % 3 == 2 ? tuned : anna, 1e-4);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(gpu.contexts.get()).isLessThanOrEqualTo(2 * PooledEngine.MAX_SLOTS);
        assertThat(gpu.engines.get()).isEqualTo(2);
    }

    @Test
    void close_givesBackTheGraphThenTheStreamThenTheMemory() {
        Backend backend = open();
        Generator generator = backend.openGenerator(MODEL, ANNA);
        render(generator);
        gpu.restart();
        backend.close();
        assertThat(gpu.calls.stream().filter(call -> call.startsWith("free")))
                .startsWith("free graph", "free stream", "free memory");
    }

    @Test
    void buffers_heldAfterClose_areStillMemory() {
        Backend backend = open();
        Generator generator = backend.openGenerator(MODEL, ANNA);
        Generator.Pass pass = generator.newPass();
        FloatBuffer input = pass.input();
        backend.close();
        input.put(0, 1);
        assertThat(input.get(0)).isEqualTo(1);
        assertThat(input.isDirect()).isTrue();
    }

    @Test
    void prepare_compilesAllNetworksOfAModelOnceAndOpeningCompilesNone() {
        List<Progress> heard = new ArrayList<>();
        Cancellation cancellation = new Cancellation();
        try (Backend backend = open()) {
            backend.prepare(MODEL, heard::add, cancellation);
            assertThat(gpu.builds.get()).isEqualTo(4);
            backend.prepare(MODEL, WorkListener.NONE, cancellation);
            backend.openFaceAnalyzer().close();
            backend.openEmbedder(MODEL).close();
            assertRenders(backend, ANNA);
        }
        assertThat(gpu.builds.get()).isEqualTo(4);
        assertThat(heard).extracting(Progress::done).containsExactly(1L, 2L, 3L, 4L);
        assertThat(heard.get(3).total()).hasValue(4);
    }

    @Test
    void prepare_cancelled_compilesNoMore() {
        Cancellation cancellation = new Cancellation();
        try (Backend backend = open()) {
            assertThatThrownBy(() -> backend.prepare(MODEL, progress -> cancellation.cancel(), cancellation))
                    .hasMessageStartingWith("TH-502");
        }
        assertThat(gpu.builds.get()).isEqualTo(1);
    }
}
