package io.talkinghead.tensorrt;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.graph.net.PersonWeights;
import io.talkinghead.internal.file.AtomicFile;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.Safetensors;
import io.talkinghead.model.Tensor;
import io.talkinghead.model.Weights;
import io.talkinghead.person.Identity;
import io.talkinghead.person.Person;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps on disk what another reference told, under a hash of all that it depends on, and tells it again, faster and also when that
 * one is gone.
 *
 * @param folder of the vectors
 * @param source asked for what is not there
 */
record StoredReference(Path folder, Reference source) implements Reference {
    private static final Logger LOG = LoggerFactory.getLogger(StoredReference.class);
    private static final String VALUES = "values";

    @Override
    public float @Nullable [] picture(ModelBundle model, Person person, float[] input) {
        Hasher hasher = hasher(model, input);
        for (float value : PersonWeights.of(model, person).psi()) {
            hasher.putFloat(value);
        }
        if (person.identity() instanceof Identity.Tuned tuned) {
            new TreeMap<>(tuned.generator().tensors()).forEach((name, tensor) -> {
                hasher.putString(name, StandardCharsets.UTF_8);
                hasher.putBytes(tensor.bytes());
            });
        }
        return known("generator-" + hasher.hash(), () -> source.picture(model, person, input));
    }

    @Override
    public float @Nullable [] embedding(ModelBundle model, float[] landmarkPicture, float[] photo) {
        Hasher hasher = hasher(model, landmarkPicture);
        for (float value : photo) {
            hasher.putFloat(value);
        }
        return known("embedder-" + hasher.hash(), () -> source.embedding(model, landmarkPicture, photo));
    }

    private static Hasher hasher(ModelBundle model, float[] input) {
        Hasher hasher = Hashing.sha256().newHasher().putString(model.id(), StandardCharsets.UTF_8);
        for (float value : input) {
            hasher.putFloat(value);
        }
        return hasher;
    }

    private float @Nullable [] known(String name, Supplier<float @Nullable []> asked) {
        Path file = folder.resolve(name + ".safetensors");
        float[] stored = stored(file);
        if (stored != null) {
            return stored;
        }
        float[] values = asked.get();
        if (values != null) {
            AtomicFile.makeFolder(folder);
            Safetensors.write(file, new Weights(Map.of(VALUES, Tensor.of(List.of(values.length), values))));
        }
        return values;
    }

    private static float @Nullable [] stored(Path file) {
        if (!Files.exists(file)) {
            return null;
        }
        try {
            return Safetensors.read(file).tensor(VALUES).toFloats();
        } catch (TalkingHeadException e) {
            LOG.warn("cannot read the stored values {}: {}", file, e.getMessage());
            return null;
        }
    }
}
