package io.talkinghead.tensorrt;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.graph.net.NetworkGenerator;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.Tensor;
import io.talkinghead.person.Identity;
import io.talkinghead.person.Person;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.Generator;
import io.talkinghead.testkit.Golden;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Heads of several persons on one GPU: what is shared, refitted, checked and compiled anew. */
class PersonsTest extends FakeGpuHeads {
    @Test
    void heads_oneAfterTheOther_compileOnceAndRefitOneEngine() {
        try (Backend backend = open()) {
            assertRenders(backend, ANNA, TUNED, OTHER_TUNED, ANNA);
        }
        assertThat(gpu.builds.get()).isEqualTo(1);
        assertThat(gpu.engines.get()).isEqualTo(1);
        assertThat(gpu.refits.get()).isEqualTo(3);
        assertThat(gpu.contexts.get()).isEqualTo(1);
    }

    @Test
    void heads_sameWeightsAtOnce_shareOneEngineWithoutRefit() {
        Person bert = person(new Identity.Embedded(Golden.part(Tensor.of(List.of(1, 32), new float[32]), 0)));
        try (Backend backend = open();
                Generator first = backend.openGenerator(MODEL, ANNA);
                Generator second = backend.openGenerator(MODEL, bert)) {
            assertThat(render(second)).isEqualTo(render(first));
        }
        assertThat(gpu.engines.get()).isEqualTo(1);
        assertThat(gpu.refits.get()).isZero();
    }

    @Test
    void heads_openedAtTheSameTime_compileOnceAndShareOneEngine() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (Backend first = open();
                Backend second = open()) {
            List<Callable<Generator>> jobs = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Backend backend = i % 2 == 0 ? first : second;
                jobs.add(() -> backend.openGenerator(MODEL, TUNED));
            }
            for (Future<Generator> job : threads.invokeAll(jobs)) {
                Golden.assertClose(render(job.get()), expected(TUNED), 1e-4);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(gpu.builds.get()).isEqualTo(1);
        assertThat(gpu.engines.get()).isEqualTo(1);
    }

    @Test
    void heads_differentWeightsAtOnce_haveAnEngineEachOfOnePlan() {
        try (Backend backend = open();
                Generator anna = backend.openGenerator(MODEL, ANNA);
                Generator tuned = backend.openGenerator(MODEL, TUNED)) {
            for (int i = 0; i < 3; i++) {
                Golden.assertClose(render(anna), expected(ANNA), 1e-4);
                Golden.assertClose(render(tuned), expected(TUNED), 1e-4);
            }
        }
        assertThat(gpu.builds.get()).isEqualTo(1);
        assertThat(gpu.engines.get()).isEqualTo(2);
    }

    @Test
    void refit_alwaysHappensBeforeAnyRunAndWithoutRunsOfBefore() {
        try (Backend backend = open()) {
            assertRenders(backend, ANNA);
            gpu.restart();
            assertRenders(backend, TUNED);
        }
        List<String> calls = List.copyOf(gpu.calls);
        assertThat(calls.indexOf("refit")).isLessThan(calls.indexOf("enqueue")).isNotNegative();
        // The run is recorded again after a refit, never taken over.
        assertThat(calls.indexOf("beginCapture")).isGreaterThan(calls.indexOf("refit"));
    }

    @Test
    void refit_thatFails_isReplacedByACompilationOfTheirOwn() {
        try (Backend backend = open()) {
            assertRenders(backend, ANNA);
            gpu.failing = "refit";
            assertRenders(backend, TUNED, TUNED);
            gpu.failing = "";
            assertRenders(backend, ANNA);
        }
        assertThat(gpu.builds.get()).isEqualTo(2);
    }

    @Test
    void refit_thatLeavesTheOldWeights_isNoticedAndReplacedByACompilation() {
        try (Backend backend = open()) {
            assertRenders(backend, ANNA);
            gpu.refitsWrongly = true;
            assertRenders(backend, TUNED, TUNED);
        }
        assertThat(gpu.builds.get()).isEqualTo(2);
        assertThat(gpu.refits.get()).isEqualTo(1);
    }

    @Test
    void output_wrongEvenWhenCompiled_isAnErrorThatAsksForAReport() throws Exception {
        try (Backend backend = open()) {
            assertRenders(backend, ANNA);
            // Stands for a GPU that computes something else than anybody expects.
            Reference wrong = new Reference() {
                @Override
                public float[] picture(ModelBundle model, Person person, float[] input) {
                    float[] values = new float[3 * 64 * 64];
                    Arrays.fill(values, 1);
                    return values;
                }

                @Override
                public float[] embedding(ModelBundle model, float[] landmarkPicture, float[] photo) {
                    return new float[0];
                }
            };
            GpuNetworks networks = library.networks(0);
            OutputCheck check = new OutputCheck(wrong);
            assertThatThrownBy(() -> networks.openChecked(
                            engine -> NetworkGenerator.open(MODEL, TUNED, engine),
                            generator -> check.generator(generator, MODEL, TUNED)))
                    .isInstanceOfSatisfying(
                            TalkingHeadException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.BACKEND_FAILED))
                    .hasMessageContaining("docs/tensorrt.md");
        }
    }

    @Test
    void storedReference_sourceGone_tellsWhatItSaid() throws Exception {
        float[] input = {0.5f};
        Path folder = cache.resolve("vectors");
        Reference some = new BackendlessReference(new float[] {1, 2, 3});
        Reference gone = new BackendlessReference(null);
        assertThat(new StoredReference(folder, gone).picture(MODEL, TUNED, input))
                .isNull();
        assertThat(new StoredReference(folder, some).picture(MODEL, TUNED, input))
                .containsExactly(1, 2, 3);
        assertThat(new StoredReference(folder, gone).picture(MODEL, TUNED, input))
                .containsExactly(1, 2, 3);
        assertThat(new StoredReference(folder, gone).picture(MODEL, OTHER_TUNED, input))
                .isNull();
        assertThat(new StoredReference(folder, gone).picture(MODEL, ANNA, input))
                .isNull();
        assertThat(new StoredReference(folder, gone).picture(MODEL, TUNED, new float[] {0.6f}))
                .isNull();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.writeString(file, "damaged");
            }
        }
        assertThat(new StoredReference(folder, gone).picture(MODEL, TUNED, input))
                .isNull();
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record BackendlessReference(float @Nullable [] values) implements Reference {
        @Override
        public float @Nullable [] picture(ModelBundle model, Person person, float[] input) {
            return values;
        }

        @Override
        public float @Nullable [] embedding(ModelBundle model, float[] picture, float[] photo) {
            return values;
        }
    }

    @Test
    void plan_thatTensorRtDoesNotTake_isCompiledAnew() throws Exception {
        try (Backend backend = open()) {
            assertRenders(backend, ANNA);
        }
        Path plan;
        try (Stream<Path> files = Files.list(cache)) {
            plan = files.filter(file -> file.toString().endsWith(".plan"))
                    .findFirst()
                    .orElseThrow();
        }
        PlanFile written = requireNonNull(PlanFile.read(plan));
        new PlanFile(written.key(), written.weightsHash(), new byte[] {1, 2, 3, 4, 5}).write(plan);
        library = driver.library(cache, false);
        try (Backend backend = open()) {
            assertRenders(backend, ANNA);
        }
        assertThat(gpu.builds.get()).isEqualTo(2);
    }
}
