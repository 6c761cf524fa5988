package io.talkinghead.internal.engine;

import com.google.common.collect.MapMaker;
import io.talkinghead.internal.file.ClassPathResources;
import io.talkinghead.model.ContentWeights;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.ModelSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;

/**
 * The models that somebody still uses: who needs one again gets the same object, so that many heads have one set of weights and one
 * running network. It keeps none that nobody uses, and nothing but memory and time tells the difference.
 *
 * <p><b>Threading:</b> any number of threads.
 */
public final class SharedModels {
    private final ConcurrentMap<Key, ModelBundle> inUse =
            new MapMaker().weakValues().makeMap();
    /** By their {@code model.json}, which has the hashes of all else in it: to find one without reading it whole. */
    private final ConcurrentMap<String, ModelBundle> named =
            new MapMaker().weakValues().makeMap();

    /** No model is in use yet. */
    SharedModels() {}

    /**
     * Returns a model of the class path; reads it when nobody uses it.
     *
     * @throws io.talkinghead.error.TalkingHeadException as {@link ModelBundle#named}
     */
    public ModelBundle named(String name) {
        Optional<String> description = description(name);
        ModelBundle there = description.map(named::get).orElse(null);
        if (there != null) {
            return there;
        }
        ModelBundle read = same(ModelBundle.named(name));
        description.ifPresent(text -> named.put(text, read));
        return read;
    }

    /** What cannot be read here is told by who reads the whole model. */
    private static Optional<String> description(String name) {
        try (InputStream in = ClassPathResources.ofModel(name, "model.json")) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Returns the one in use that is equal to this, or this. */
    public ModelBundle same(ModelBundle model) {
        Key key = new Key(model.name(), model.id(), model.spec(), model.content());
        ModelBundle there = inUse.putIfAbsent(key, model);
        return there == null ? model : there;
    }

    private record Key(String name, String id, ModelSpec spec, ContentWeights content) {}
}
