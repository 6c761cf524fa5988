package io.talkinghead.tensorrt;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.internal.file.AtomicFile;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * A program of its own that compiles one network: what TensorRT leaves in memory goes with the process, and so does a crash.
 *
 * <p>It is given the ONNX file, the GPU's number and a {@link PlanRequest}, and tells its progress on the standard output.
 */
final class PlanProgram {
    /** The exit code when the GPU's memory ran out. */
    static final int OUT_OF_MEMORY = 7;

    private PlanProgram() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        int code = 1;
        try {
            List<String> given = List.of(arguments);
            Gpu gpu = new NvidiaDriver().open(Integer.parseInt(given.get(1)));
            compile(gpu, Path.of(given.get(0)), PlanRequest.of(given.subList(2, given.size())), out::println);
            code = 0;
        } catch (TalkingHeadException e) {
            out.println(e.reason());
            code = e.code() == ErrorCode.DEVICE_MEMORY ? OUT_OF_MEMORY : code;
        } catch (IOException | LinkageError e) {
            out.println(e);
        }
        // Not by returning: what TensorRT has running may keep the process alive.
        Runtime.getRuntime().halt(code);
    }

    /** Compiles on a GPU and writes the plan, then the timings. */
    static void compile(Gpu gpu, Path onnx, PlanRequest request, Consumer<String> progress) throws IOException {
        byte[] timings = Files.exists(request.timings()) ? Files.readAllBytes(request.timings()) : new byte[0];
        Gpu.Build built = gpu.build(Files.readAllBytes(onnx), request.refittable(), timings, progress);
        new PlanFile(request.key(), request.weightsHash(), built.plan()).write(request.target());
        AtomicFile.write(request.timings(), temporary -> Files.write(temporary, built.timings()));
    }
}
