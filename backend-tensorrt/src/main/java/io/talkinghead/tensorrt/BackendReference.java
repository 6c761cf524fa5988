package io.talkinghead.tensorrt;

import io.talkinghead.Backends;
import io.talkinghead.engine.Capability;
import io.talkinghead.engine.Device;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Person;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.Embedder;
import io.talkinghead.spi.Generator;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Another backend, on the processor, if it is on the class path.
 *
 * @param id the backend's
 */
record BackendReference(String id) implements Reference {
    private static final EngineOptions ON_CPU = EngineOptions.defaults().withDevice(Device.CPU);

    @Override
    public float @Nullable [] picture(ModelBundle model, Person person, float[] input) {
        return ask(Capability.GENERATE, backend -> {
            try (Generator generator = backend.openGenerator(model, person)) {
                return Reference.run(generator, input);
            }
        });
    }

    @Override
    public float @Nullable [] embedding(ModelBundle model, float[] landmarkPicture, float[] photo) {
        return ask(Capability.EMBED, backend -> {
            try (Embedder embedder = backend.openEmbedder(model)) {
                return embedder.embed(landmarkPicture, photo);
            }
        });
    }

    private float @Nullable [] ask(Capability capability, Function<Backend, float[]> question) {
        try (Backend backend = Backends.open(id, Set.of(capability), ON_CPU)) {
            return question.apply(backend);
        } catch (TalkingHeadException e) {
            if (e.code() == ErrorCode.BACKEND_NOT_FOUND || e.code() == ErrorCode.BACKEND_REFUSED) {
                return null;
            }
            throw e;
        }
    }
}
