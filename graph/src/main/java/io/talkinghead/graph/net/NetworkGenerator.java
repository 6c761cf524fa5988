package io.talkinghead.graph.net;

import com.google.common.collect.ImmutableMap;
import io.talkinghead.graph.network.Network;
import io.talkinghead.graph.network.NetworkEngine;
import io.talkinghead.graph.network.NetworkSession;
import io.talkinghead.graph.network.NetworkShapes;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.model.Weights;
import io.talkinghead.person.Person;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.Generator;
import java.nio.FloatBuffer;
import java.util.Optional;
import org.apiguardian.api.API;

/** The generator, ready for one person, on any engine. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class NetworkGenerator implements Generator {
    private final ModelSpec spec;
    private final NetworkSession session;
    private final float[] psi;

    private NetworkGenerator(ModelSpec spec, NetworkSession session, float[] psi) {
        this.spec = spec;
        this.session = session;
        this.psi = psi;
    }

    /**
     * Starts a model's generator for a person.
     *
     * @throws io.talkinghead.error.TalkingHeadException {@link io.talkinghead.error.ErrorCode#PERSON_OF_OTHER_MODEL} when the
     *     person was made with another model
     */
    public static NetworkGenerator open(ModelBundle model, Person person, NetworkEngine engine) {
        PersonWeights weights = PersonWeights.of(model, person);
        return new NetworkGenerator(
                model.spec(), engine.open(network(model.spec(), weights.generator())), weights.psi());
    }

    /** Starts the generator of all who have no weights of their own, before any of them is known. */
    public static Backend.Preloaded preload(ModelBundle model, NetworkEngine engine) {
        return engine.open(network(model.spec(), model.weights()))::close;
    }

    /** Returns a generator as engines get it. */
    public static Network network(ModelSpec spec, Weights weights) {
        long resolution = spec.resolution();
        ImmutableMap.Builder<String, long[]> outputs = ImmutableMap.builder();
        outputs.put(GeneratorGraph.IMAGE, new long[] {1, 3, resolution, resolution});
        if (GeneratorGraph.hasMask(spec)) {
            outputs.put(GeneratorGraph.MASK, new long[] {1, 1, resolution, resolution});
        }
        ImmutableMap<String, long[]> inputs = ImmutableMap.of(
                GeneratorGraph.INPUT,
                new long[] {1, spec.conditioning().inputChannels(), resolution, resolution},
                GeneratorGraph.PSI,
                new long[] {1, spec.adaptiveParameters()});
        return Network.of(
                "generator",
                GeneratorGraph.of(spec),
                weights::tensor,
                new NetworkShapes(inputs, outputs.buildOrThrow()));
    }

    @Override
    public ModelSpec spec() {
        return spec;
    }

    @Override
    public Pass newPass() {
        NetworkSession.Call call = session.newCall();
        call.buffer(GeneratorGraph.PSI).put(0, psi);
        Optional<FloatBuffer> mask =
                GeneratorGraph.hasMask(spec) ? Optional.of(call.buffer(GeneratorGraph.MASK)) : Optional.empty();
        return new NetworkPass(call, mask);
    }

    @Override
    public void close() {
        session.close();
    }

    private record NetworkPass(NetworkSession.Call call, Optional<FloatBuffer> mask) implements Pass {
        @Override
        public FloatBuffer input() {
            return call.buffer(GeneratorGraph.INPUT);
        }

        @Override
        public void run() {
            call.run();
        }

        @Override
        public FloatBuffer image() {
            return call.buffer(GeneratorGraph.IMAGE);
        }

        @Override
        public void close() {
            call.close();
        }
    }
}
