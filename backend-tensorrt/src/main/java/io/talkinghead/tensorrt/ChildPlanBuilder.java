package io.talkinghead.tensorrt;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.internal.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Compiles in another JVM.
 *
 * @param jvm how to start one
 * @param device the GPU's number
 * @param limit longest time one network may take
 */
record ChildPlanBuilder(ChildJvm jvm, int device, Duration limit) implements PlanBuilder {
    @Override
    public void build(PlanRequest request, byte[] onnx, Consumer<String> progress) {
        // Opened to find out about the folder before minutes of work.
        try (AtomicFile model = AtomicFile.open(request.target().resolveSibling(request.key() + ".onnx"))) {
            Path file = model.temporary();
            Files.write(file, onnx);
            List<String> arguments = new ArrayList<>(List.of(file.toString(), Integer.toString(device)));
            arguments.addAll(request.arguments());
            ChildJvm.Result result = jvm.run(PlanProgram.class, arguments, limit, progress);
            if (result.ended() && result.code() == PlanProgram.OUT_OF_MEMORY) {
                throw new TalkingHeadException(ErrorCode.DEVICE_MEMORY, result.last());
            }
            if (!result.well()) {
                throw PlanBuilder.failed(
                        "network", result.ending() + (result.last().isEmpty() ? "" : ": " + result.last()), null);
            }
        } catch (IOException e) {
            throw PlanBuilder.failed("network", "its model cannot be handed over: " + e, e);
        }
    }
}
