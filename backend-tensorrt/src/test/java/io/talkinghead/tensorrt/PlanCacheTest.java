package io.talkinghead.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.tensorrt.onnx.EngineModel;
import io.talkinghead.work.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanCacheTest {
    private static final EngineModel MODEL =
            new EngineModel("generator", new byte[] {1, 2, 3}, true, "graph", "weights");

    @TempDir
    private Path folder;

    private final FakeGpu gpu = new FakeGpu();
    private final List<PlanRequest> requests = new ArrayList<>();
    private final PlanKey key = key(MODEL, true);

    private PlanKey key(EngineModel model, boolean refittable) {
        return PlanKey.of(model, refittable, gpu, "linux-x86_64");
    }

    private PlanCache cache() {
        return new PlanCache(folder, (request, onnx, cancellation) -> {
            requests.add(request);
            new PlanFile(request.key(), request.weightsHash(), onnx).write(request.target());
        });
    }

    private PlanFile get() {
        return cache().findOrBuild(key, MODEL, true, new Cancellation());
    }

    private Path file() {
        return folder.resolve(key.fileName());
    }

    @Test
    void findOrBuild_twice_compilesOnceAndGivesTheSame() {
        PlanFile first = get();
        assertThat(get()).usingRecursiveComparison().isEqualTo(first);
        assertThat(requests).hasSize(1);
        assertThat(first.plan()).isEqualTo(MODEL.onnx());
        assertThat(first.weightsHash()).isEqualTo("weights");
        assertThat(requests.get(0).refittable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"truncated", "flipped", "longer", "empty", "other file"})
    void findOrBuild_damagedFile_compilesAnew(String damage) throws IOException {
        get();
        byte[] bytes = Files.readAllBytes(file());
        switch (damage) {
            case "truncated" -> Files.write(file(), Arrays.copyOf(bytes, bytes.length - 1));
            case "flipped" -> {
                bytes[bytes.length - 1] ^= 1;
                Files.write(file(), bytes);
            }
            case "longer" -> Files.write(file(), Arrays.copyOf(bytes, bytes.length + 1));
            case "empty" -> Files.write(file(), new byte[0]);
            default -> Files.writeString(file(), "not a plan at all, but long enough to be read as one");
        }
        assertThat(get().plan()).isEqualTo(MODEL.onnx());
        assertThat(requests).hasSize(2);
        assertThat(PlanFile.read(file())).isNotNull();
    }

    @Test
    void findOrBuild_planOfAnotherKeyUnderThisName_compilesAnew() {
        new PlanFile("another", "weights", new byte[9]).write(file());
        assertThat(get().plan()).isEqualTo(MODEL.onnx());
        assertThat(requests).hasSize(1);
    }

    @Test
    void findOrBuild_compilerWritesNothing_isAnErrorSayingSo() {
        PlanCache idle = new PlanCache(folder, (request, onnx, cancellation) -> {});
        assertThatThrownBy(() -> idle.findOrBuild(key, MODEL, true, new Cancellation()))
                .isInstanceOfSatisfying(
                        TalkingHeadException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BACKEND_FAILED))
                .hasMessageContaining(key.fileName());
    }

    @Test
    void compile_withTimingsOfBefore_handsThemOnAndKeepsTheNew() throws IOException {
        Path onnx = Files.write(folder.resolve("m.onnx"), new byte[] {7});
        PlanRequest request = new PlanRequest("key", "weights", true, file(), folder.resolve("timings.cache"));
        List<String> lines = new ArrayList<>();
        PlanProgram.compile(gpu, onnx, request, lines::add);
        PlanProgram.compile(gpu, onnx, request, lines::add);
        assertThat(lines).containsExactly("measured 0", "measured 1");
        assertThat(Files.size(request.timings())).isEqualTo(2);
        assertThat(PlanRequest.of(request.arguments())).isEqualTo(request);
    }

    @Test
    void compile_failing_leavesNoFileBehind() throws IOException {
        Path onnx = Files.write(folder.resolve("m.onnx"), new byte[] {7});
        gpu.failing = "build";
        PlanRequest request = new PlanRequest("key", "weights", true, file(), folder.resolve("timings.cache"));
        assertThatThrownBy(() -> PlanProgram.compile(gpu, onnx, request, line -> {}))
                .hasMessageStartingWith("TH-406");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(onnx);
        }
    }

    @Test
    void key_anythingThatMatters_changesIt() {
        List<PlanKey> keys = new ArrayList<>(List.of(key));
        keys.add(key(new EngineModel("generator", new byte[0], true, "other graph", "weights"), true));
        keys.add(key(MODEL, false));
        keys.add(key(new EngineModel("generator", new byte[0], true, "graph", "other weights"), false));
        keys.add(PlanKey.of(MODEL, true, gpu, "linux-aarch64"));
        gpu.version = "11.2.2";
        keys.add(key(MODEL, true));
        gpu.facts = new GpuFacts("Another GPU", 9, 0, 1);
        keys.add(key(MODEL, true));
        gpu.facts = new GpuFacts("Another GPU", 8, 9, 1);
        keys.add(key(MODEL, true));
        assertThat(keys).doesNotHaveDuplicates();
        assertThat(keys.stream().map(PlanKey::fileName)).doesNotHaveDuplicates();
    }

    @Test
    void key_otherWeightsOfARefittablePlan_isTheSame() {
        assertThat(key(new EngineModel("generator", new byte[0], true, "graph", "other weights"), true))
                .isEqualTo(key);
    }
}
