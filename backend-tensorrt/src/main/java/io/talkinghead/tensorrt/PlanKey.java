package io.talkinghead.tensorrt;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.talkinghead.tensorrt.onnx.EngineModel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * All that a compiled network depends on. A plan with another key is of no use here.
 *
 * @param name the network's, for people
 * @param hash of the graph - and of the weights when they cannot be refitted -, TensorRT's version, the GPU and the platform
 */
record PlanKey(String name, String hash) {
    /** Changed whenever plans come to be made differently. */
    private static final String RECIPE = "1";

    /** Returns the key of a model on a GPU; {@code refittable} plans serve any weights. */
    static PlanKey of(EngineModel model, boolean refittable, Gpu gpu, String platform) {
        Hasher hasher = Hashing.sha256().newHasher();
        GpuFacts facts = gpu.facts();
        for (String part : new String[] {
            RECIPE,
            model.graphHash(),
            refittable ? "refittable" : model.weightsHash(),
            gpu.version(),
            facts.name(),
            facts.major() + "." + facts.minor(),
            platform
        }) {
            hasher.putInt(part.length()).putString(part, StandardCharsets.UTF_8);
        }
        return new PlanKey(model.name(), hasher.hash().toString());
    }

    /** Returns the name of its file. */
    String fileName() {
        return name.toLowerCase(Locale.ROOT).replace(' ', '-') + "-" + hash.substring(0, 32) + ".plan";
    }
}
