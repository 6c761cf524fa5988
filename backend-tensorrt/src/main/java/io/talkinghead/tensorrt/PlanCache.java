package io.talkinghead.tensorrt;

import io.talkinghead.tensorrt.onnx.EngineModel;
import io.talkinghead.work.Cancellation;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compiled networks on disk. A file that is damaged, or made for another TensorRT, GPU or network, counts as missing and is
 * made anew.
 *
 * <p><b>Threading:</b> any number of threads; one compilation at a time, as they measure the GPU's speed. Several processes may
 * share the folder: they see whole files only.
 */
final class PlanCache {
    private static final Logger LOG = LoggerFactory.getLogger(PlanCache.class);

    private final Path folder;
    private final PlanBuilder builder;

    PlanCache(Path folder, PlanBuilder builder) {
        this.folder = folder;
        this.builder = builder;
    }

    /** Returns the plan from disk, or null. */
    @Nullable
    PlanFile find(PlanKey key) {
        Path file = folder.resolve(key.fileName());
        if (!Files.exists(file)) {
            return null;
        }
        PlanFile found = PlanFile.read(file);
        if (found == null || !found.key().equals(key.hash())) {
            LOG.warn(
                    "the compiled network {} is {}; it is made anew",
                    file,
                    found == null ? "damaged" : "another one's");
            return null;
        }
        return found;
    }

    /** Returns the plan from disk, compiling it first if need be. */
    synchronized PlanFile findOrBuild(PlanKey key, EngineModel model, boolean refittable, Cancellation cancellation) {
        PlanFile found = find(key);
        return found == null ? build(key, model, refittable, cancellation) : found;
    }

    /** Compiles a plan, whatever is on disk. */
    synchronized PlanFile build(PlanKey key, EngineModel model, boolean refittable, Cancellation cancellation) {
        Path file = folder.resolve(key.fileName());
        LOG.info("compiling the {} for this GPU, once; this may take minutes", model.name());
        builder.build(
                new PlanRequest(key.hash(), model.weightsHash(), refittable, file, timings()),
                model.onnx(),
                cancellation);
        PlanFile built = find(key);
        if (built == null) {
            throw PlanBuilder.failed(model.name(), "the compiler ended well, but wrote no usable " + file, null);
        }
        return built;
    }

    private Path timings() {
        return folder.resolve("timings.cache");
    }
}
