package io.talkinghead.tensorrt;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.internal.file.AtomicFile;
import io.talkinghead.work.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compiles in another JVM.
 *
 * @param jvm how to start one
 * @param device the GPU's number
 * @param limit longest time one network may take
 */
record ChildPlanBuilder(ChildJvm jvm, int device, Duration limit) implements PlanBuilder {
    private static final Logger LOG = LoggerFactory.getLogger(ChildPlanBuilder.class);

    @Override
    public void build(PlanRequest request, byte[] onnx, Cancellation cancellation) {
        // Opened to find out about the folder before minutes of work.
        try (AtomicFile model = AtomicFile.open(request.target().resolveSibling(request.key() + ".onnx"))) {
            Path file = model.temporary();
            Files.write(file, onnx);
            List<String> arguments = new ArrayList<>(List.of(file.toString(), Integer.toString(device)));
            arguments.addAll(request.arguments());
            ChildJvm.Result result = jvm.run(PlanProgram.class, arguments, limit, LOG::debug, cancellation);
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
