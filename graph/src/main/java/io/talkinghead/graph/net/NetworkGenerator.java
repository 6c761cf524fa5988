package io.talkinghead.graph.net;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableMap;
import io.talkinghead.graph.network.Network;
import io.talkinghead.graph.network.NetworkEngine;
import io.talkinghead.graph.network.NetworkSession;
import io.talkinghead.graph.network.NetworkShapes;
import io.talkinghead.model.Conditioning;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.ModelSpec;
import io.talkinghead.model.Weights;
import io.talkinghead.person.Person;
import io.talkinghead.spi.Generator;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** The generator, ready for one person, on any engine. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class NetworkGenerator implements Generator {
    /**
     * The largest product of resolution and channels at that resolution whose operations are short: what a layer computes grows with its
     * square. Measured at 2 048, of the default model: a second thread makes one picture 1.4 times as fast, but two threads make 1.8 times
     * as many when each has a picture of its own.
     */
    private static final int SHORT = 2048;

    private final ModelSpec spec;
    private final NetworkSession session;
    private final float[] psi;
    private final PhotoGuides guides;

    private NetworkGenerator(ModelSpec spec, NetworkSession session, float[] psi, PhotoGuides guides) {
        this.spec = spec;
        this.session = session;
        this.psi = psi;
        this.guides = guides;
    }

    /**
     * Starts a model's generator for a person.
     *
     * @throws io.talkinghead.error.TalkingHeadException {@link io.talkinghead.error.ErrorCode#PERSON_OF_OTHER_MODEL} when the
     *     person was made with another model
     */
    public static NetworkGenerator open(ModelBundle model, Person person, NetworkEngine engine) {
        return open(model, person, engine, engine);
    }

    /** Starts a model's generator for a person, what lends to it on another engine. */
    public static NetworkGenerator open(ModelBundle model, Person person, NetworkEngine engine, NetworkEngine lending) {
        PersonWeights weights = PersonWeights.of(model, person);
        PhotoGuides guides = PhotoGuides.open(model, lending);
        try {
            NetworkSession session = engine.open(network(model.spec(), weights.generator()));
            return new NetworkGenerator(model.spec(), session, weights.psi(), guides);
        } catch (RuntimeException | Error e) {
            guides.close();
            throw e;
        }
    }

    private static boolean turns(ModelSpec spec) {
        return spec.conditioning().kind() == Conditioning.Kind.TURNED;
    }

    /** Starts the generator of all who have no weights of their own, before any of them is known. */
    public static NetworkSession preload(ModelBundle model, NetworkEngine engine) {
        return engine.open(network(model.spec(), model.weights()));
    }

    /** Returns a generator as engines get it. */
    public static Network network(ModelSpec spec, Weights weights) {
        Network network = Network.of("generator", GeneratorGraph.of(spec), weights::tensor, shapes(spec));
        return spec.generator().base() * spec.resolution() <= SHORT ? network.with(Network.Operations.SHORT) : network;
    }

    /** Returns the shapes of what goes in and out of a generator for one picture. */
    public static NetworkShapes shapes(ModelSpec spec) {
        int resolution = spec.resolution();
        ImmutableMap.Builder<String, long[]> inputs = ImmutableMap.builder();
        inputs.put(GeneratorGraph.INPUT, one(spec.conditioning().inputShape(resolution)));
        inputs.put(GeneratorGraph.PSI, new long[] {1, spec.adaptiveParameters()});
        ImmutableMap.Builder<String, long[]> outputs = ImmutableMap.builder();
        long[] picture = {1, 3, resolution, resolution};
        switch (spec.conditioning().kind()) {
            case LANDMARKS -> outputs.put(GeneratorGraph.IMAGE, picture);
            case TURNED -> {
                Conditioning.Turned turned = (Conditioning.Turned) spec.conditioning();
                inputs.put(TurnedGraph.GUIDE, new long[] {1, turned.guideValues(resolution)});
                int flowSide = turned.flowSide(resolution);
                outputs.put(TurnedGraph.FLOW, new long[] {1, 2, flowSide, flowSide});
                outputs.put(TurnedGraph.CHANGE, picture);
            }
        }
        return new NetworkShapes(
                inputs.buildOrThrow(), outputs.buildOrThrow(), turns(spec) ? Set.of(TurnedGraph.GUIDE) : Set.of());
    }

    private static long[] one(List<Integer> shape) {
        return LongStream.concat(LongStream.of(1), shape.stream().mapToLong(Integer::longValue))
                .toArray();
    }

    @Override
    public ModelSpec spec() {
        return spec;
    }

    @Override
    public Guide guide(float[] landmarkPicture, float[] photo) {
        checkState(
                turns(spec),
                "a generator of %s is guided by no photo",
                spec.conditioning().kind().id());
        return new HeldGuide(session.hold(TurnedGraph.GUIDE, guides.of(landmarkPicture, photo)));
    }

    @Override
    public Pass newPass() {
        NetworkSession.Call call = session.newCall();
        call.buffer(GeneratorGraph.PSI).put(0, psi);
        return new NetworkPass(call, spec);
    }

    @Override
    public void close() {
        session.close();
        guides.close();
    }

    private record HeldGuide(NetworkSession.Held values) implements Guide {}

    private static final class NetworkPass implements Pass {
        private final NetworkSession.Call call;
        private final FloatBuffer image;
        private final Optional<FloatBuffer> flow;
        private @Nullable Guide guide;

        NetworkPass(NetworkSession.Call call, ModelSpec spec) {
            this.call = call;
            boolean turned = turns(spec);
            image = call.buffer(turned ? TurnedGraph.CHANGE : GeneratorGraph.IMAGE);
            flow = turned ? Optional.of(call.buffer(TurnedGraph.FLOW)) : Optional.empty();
        }

        @Override
        public FloatBuffer input() {
            return call.buffer(GeneratorGraph.INPUT);
        }

        @Override
        public void guideBy(Guide chosen) {
            if (chosen != guide) {
                call.take(((HeldGuide) chosen).values);
                guide = chosen;
            }
        }

        @Override
        public void run() {
            checkState(flow.isEmpty() || guide != null, "no photo was given to guide by");
            call.run();
        }

        @Override
        public FloatBuffer image() {
            return image;
        }

        @Override
        public Optional<FloatBuffer> flow() {
            return flow;
        }

        @Override
        public void close() {
            call.close();
        }
    }
}
