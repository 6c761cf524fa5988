package io.talkinghead.verification.gpu;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is checked on a GPU, in order of value: what comes first has the best chance of being reached. */
final class KitChecks {
    private static final String GPU = "cuda:0";
    private static final String RUNS = "1000";
    /** TensorRT compiles each network first. */
    private static final Duration COMPILING = Duration.ofMinutes(5);

    private KitChecks() {}

    /** Returns all checks; {@code kit} is its folder. */
    static List<KitCheck> inOrder(Path kit) {
        List<KitCheck> checks = new ArrayList<>(ofRendering());
        checks.addAll(ofLearning(kit.resolve("samples/astronaut.png").toString()));
        checks.addAll(further());
        return List.copyOf(checks);
    }

    /** The two engines that render on a GPU. */
    private static List<KitCheck> ofRendering() {
        return List.of(
                KitCheck.of(
                        "machine",
                        "card, driver, Java, and what each backend says of itself",
                        "onnx-cpu",
                        MachineCheck.class.getName()),
                contract(
                        "onnx-contract",
                        "ONNX Runtime on CUDA keeps the contract at 32 bits",
                        "onnx-cuda",
                        OnnxOnCudaContract.class.getName()),
                latency("onnx-shipped", "the default model with ONNX Runtime on CUDA", "onnx-cuda", "onnx", "shipped"),
                latency("onnx-paper", "the paper's size with ONNX Runtime on CUDA", "onnx-cuda", "onnx", "block_start"),
                compiled(latency(
                        "tensorrt-shipped",
                        "the default model with TensorRT, compiled first",
                        "onnx-cpu",
                        "tensorrt",
                        "shipped")),
                tensorRt("tensorrt-contract-32", "TensorRT keeps the contract at 32 bits", "GpuContractTest"),
                tensorRt("tensorrt-contract-16", "TensorRT keeps the contract at 16 bits", "GpuHalfTest"),
                compiled(latency(
                        "tensorrt-paper",
                        "the paper's size with TensorRT, compiled first",
                        "onnx-cpu",
                        "tensorrt",
                        "block_start")),
                KitCheck.of(
                                "tensorrt-persons",
                                "refit of a person against a compilation; two heads on one engine; memory after closing",
                                "onnx-cpu",
                                "io.talkinghead.tensorrt.PersonsOnGpuProgram")
                        .within(COMPILING));
    }

    /** PyTorch, against the same machine's processor. */
    private static List<KitCheck> ofLearning(String photo) {
        return List.of(
                contract(
                        "torch-contract",
                        "PyTorch on CUDA keeps the contract at 32 bits",
                        "torch",
                        TorchOnCudaContract.class.getName()),
                tuning("torch-tuning", GPU, photo, 20),
                tuning("torch-tuning-cpu", "cpu", photo, 5),
                training("torch-step", GPU, 12),
                training("torch-step-cpu", "cpu", 4));
    }

    /** What the others are compared with, and what is of less interest. */
    private static List<KitCheck> further() {
        return List.of(
                latency(
                        "onnx-shipped-cpu",
                        "the default model with ONNX Runtime on the processor",
                        "onnx-cpu",
                        "onnx",
                        "shipped",
                        "cpu"),
                latency(
                        "onnx-paper-cpu",
                        "the paper's size with ONNX Runtime on the processor",
                        "onnx-cpu",
                        "onnx",
                        "block_start",
                        "cpu"),
                contract(
                                "onnx-contract-loose",
                                "the same, within what 16 bits would cost: ONNX Runtime may round products to TF32",
                                "onnx-cuda",
                                OnnxOnCudaContract.class.getName())
                        .with("-Dtalkinghead.kit.tolerance=0.05"),
                latency("torch-shipped", "the default model with PyTorch on CUDA", "torch", "djl", "shipped"),
                compiled(latency(
                        "tensorrt-turning",
                        "a head that turns at 256 px with TensorRT, compiled first",
                        "onnx-cpu",
                        "tensorrt",
                        "turning")));
    }

    private static KitCheck contract(String name, String what, String engine, String suite) {
        return KitCheck.of(name, what, engine, SuiteCheck.class.getName(), suite)
                .within(Duration.ofMinutes(3));
    }

    private static KitCheck tensorRt(String name, String what, String suite) {
        return contract(name, what, "onnx-cpu", "io.talkinghead.tensorrt." + suite)
                .within(COMPILING);
    }

    private static KitCheck latency(String name, String what, String engine, String backend, String model) {
        return latency(name, what, engine, backend, model, GPU);
    }

    private static KitCheck latency(
            String name, String what, String engine, String backend, String model, String device) {
        return KitCheck.of(name, what, engine, LatencyCheck.class.getName(), backend, device, model, RUNS);
    }

    /** Compiled networks stay in the folder that checks work in. */
    private static KitCheck compiled(KitCheck check) {
        return check.with("-Dtalkinghead.tensorrt.cache=plans").within(COMPILING);
    }

    private static KitCheck tuning(String name, String device, String photo, int epochs) {
        return KitCheck.of(
                        name,
                        "the tuning of a person of one photo with PyTorch on " + device,
                        "torch",
                        TuningCheck.class.getName(),
                        device,
                        photo,
                        Integer.toString(epochs))
                // It finds the face in the photo.
                .beside("onnx-cpu")
                .within(Duration.ofMinutes(3));
    }

    private static KitCheck training(String name, String device, int steps) {
        return KitCheck.of(
                        name,
                        "a training step of a head that turns, 128 px, 4 episodes, with PyTorch on " + device,
                        "torch",
                        "io.talkinghead.djl.train.TrainingStepProgram",
                        device,
                        "128",
                        "4",
                        Integer.toString(steps))
                .within(Duration.ofMinutes(3));
    }
}
