package io.talkinghead.tensorrt;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The way to a {@link FakeGpu}, which may be blocked at any step. */
final class FakeDriver implements GpuDriver {
    final FakeGpu gpu = new FakeGpu();
    final List<String> steps = new ArrayList<>();
    int count = 1;
    /** The step that fails, and how. */
    String broken = "";

    Throwable failure = new UnsatisfiedLinkError("/x/libjnicudart.so: libcuda.so.1: cannot open shared object file");

    private void step(String name) {
        steps.add(name);
        if (name.equals(broken)) {
            throwAny(failure);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void throwAny(Throwable failure) throws T {
        throw (T) failure;
    }

    @Override
    public void loadCuda() {
        step("loadCuda");
    }

    @Override
    public int deviceCount() {
        step("deviceCount");
        return count;
    }

    @Override
    public GpuFacts facts(int device) {
        step("facts");
        return gpu.facts;
    }

    @Override
    public String loadTensorRt() {
        step("loadTensorRt");
        return gpu.version;
    }

    @Override
    public Gpu open(int device) {
        step("open");
        if (device >= count) {
            throw new TalkingHeadException(ErrorCode.BACKEND_FAILED, "no GPU " + device);
        }
        return gpu;
    }

    /** Returns the library on this GPU, with a compiler that works in this JVM. */
    TensorRt library(Path cache, boolean half) {
        Settings settings = new Settings(cache, Duration.ofSeconds(10), half);
        return new TensorRt(this, "linux-x86_64", () -> settings, (device, read) -> (request, onnx, cancellation) -> {
            try {
                Path model = Files.createTempFile(Files.createDirectories(cache), "model", ".onnx");
                Files.write(model, onnx);
                PlanProgram.compile(gpu, model, request, line -> {});
                Files.delete(model);
            } catch (java.io.IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
