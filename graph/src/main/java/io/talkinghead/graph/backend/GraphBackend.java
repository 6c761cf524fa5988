package io.talkinghead.graph.backend;

import io.talkinghead.engine.Capability;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.engine.Precision;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.graph.face.FaceChain;
import io.talkinghead.graph.face.FaceNet;
import io.talkinghead.graph.face.FaceNetFile;
import io.talkinghead.graph.feature.NetworkFeatureExtractor;
import io.talkinghead.graph.net.NetworkEmbedder;
import io.talkinghead.graph.net.NetworkGenerator;
import io.talkinghead.graph.network.Network;
import io.talkinghead.graph.network.NetworkEngine;
import io.talkinghead.graph.network.NetworkSession;
import io.talkinghead.graph.precision.Int8Generator;
import io.talkinghead.internal.run.Steps;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Person;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.Embedder;
import io.talkinghead.spi.FaceAnalyzer;
import io.talkinghead.spi.FeatureExtractor;
import io.talkinghead.spi.FeatureNet;
import io.talkinghead.spi.FewShotTuner;
import io.talkinghead.spi.Generator;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.Stage;
import io.talkinghead.work.WorkListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A backend made of an engine: all that a backend opens is a network, put together and given its input here. An engine that can
 * more than start networks says so to the {@link Builder}.
 *
 * <p><b>Threading:</b> any number of threads.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class GraphBackend implements Backend {
    private final String id;
    private final EngineOptions options;
    private final Leases leases = new Leases();
    private final NetworkEngine engine;
    private final boolean sharing;
    private final @Nullable NetworkEngine plain;
    private final @Nullable OutputChecks checks;
    private final @Nullable Function<ModelBundle, FewShotTuner> tuner;
    private final @Nullable NetworkCompiler compiler;

    private GraphBackend(Builder builder) {
        id = builder.id;
        options = builder.options;
        sharing = builder.sharing;
        engine = sharing ? leases.shared(builder.engine) : leases.single(builder.engine);
        plain = builder.plain == null ? null : leases.single(builder.plain);
        checks = builder.checks;
        tuner = builder.tuner;
        compiler = builder.compiler;
    }

    /**
     * Starts a backend.
     *
     * @param id the provider's
     * @param options how the engine runs
     * @param engine starts networks with these options
     */
    public static Builder builder(String id, EngineOptions options, NetworkEngine engine) {
        return new Builder(id, options, engine);
    }

    @Override
    public String id() {
        return id;
    }

    /** Returns how its engine runs. */
    public EngineOptions options() {
        return options;
    }

    @Override
    public Embedder openEmbedder(ModelBundle model) {
        return checks == null
                ? NetworkEmbedder.open(model, engine)
                : checks.embedder(model, checked -> NetworkEmbedder.open(model, leases.single(checked)));
    }

    @Override
    public Generator openGenerator(ModelBundle model, Person person) {
        if (plain != null && options.precision() == Precision.INT8) {
            return Int8Generator.open(model, person, engine, plain);
        }
        return checks == null
                ? NetworkGenerator.open(model, person, engine)
                : checks.generator(
                        model, person, checked -> NetworkGenerator.open(model, person, leases.single(checked)));
    }

    @Override
    public Preloaded preload(ModelBundle model) {
        // What is not shared would be started once more.
        if (!sharing) {
            return () -> {};
        }
        // With 8 bits each person has a generator of their own.
        NetworkSession generator =
                options.precision() == Precision.FLOAT32 ? NetworkGenerator.preload(model, engine) : null;
        try {
            Embedder embedder = NetworkEmbedder.open(model, engine);
            return () -> {
                embedder.close();
                close(generator);
            };
        } catch (RuntimeException | Error e) {
            close(generator);
            throw e;
        }
    }

    private static void close(@Nullable NetworkSession session) {
        if (session != null) {
            session.close();
        }
    }

    @Override
    public FaceAnalyzer openFaceAnalyzer() {
        return FaceChain.open(engine);
    }

    @Override
    public FeatureExtractor openFeatureExtractor(FeatureNet net) {
        return NetworkFeatureExtractor.open(net, engine);
    }

    @Override
    public FewShotTuner openTuner(ModelBundle model) {
        Function<ModelBundle, FewShotTuner> opener = tuner;
        return opener == null ? Backend.super.openTuner(model) : open(() -> opener.apply(model));
    }

    /**
     * Opens something of the engine's own, such as a trainer, that is closed with the backend at the latest.
     *
     * @throws IllegalStateException when the backend is closed
     */
    public <T extends AutoCloseable> T open(Supplier<T> opener) {
        return leases.add(opener);
    }

    @Override
    public void prepare(ModelBundle model, WorkListener listener, Cancellation cancellation) {
        if (compiler == null) {
            return;
        }
        List<Network> networks = new ArrayList<>();
        for (FaceNetFile file : FaceNetFile.values()) {
            networks.add(FaceNet.network(file));
        }
        networks.add(NetworkEmbedder.network(model));
        networks.add(NetworkGenerator.network(model.spec(), model.weights()));
        Steps steps = Steps.of(Stage.COMPILING, networks.size(), listener);
        for (Network network : networks) {
            cancellation.check("the compilation");
            compiler.compile(network, cancellation);
            steps.done();
        }
    }

    @Override
    public void close() {
        leases.close();
    }

    /**
     * What an engine can. Without more, it starts networks, each for one opening.
     *
     * <p><b>Threading:</b> one thread.
     */
    public static final class Builder {
        private final String id;
        private final EngineOptions options;
        private final NetworkEngine engine;
        private boolean sharing;
        private @Nullable NetworkEngine plain;
        private @Nullable OutputChecks checks;
        private @Nullable Function<ModelBundle, FewShotTuner> tuner;
        private @Nullable NetworkCompiler compiler;

        private Builder(String id, EngineOptions options, NetworkEngine engine) {
            this.id = id;
            this.options = options;
            this.engine = engine;
        }

        /** Starts a network once for all who open it with the same weights: the engine runs one from many threads. */
        public Builder sharing() {
            sharing = true;
            return this;
        }

        /**
         * Computes generators with 8 bits where the options say so; for {@link Capability#GENERATE_INT8}.
         *
         * @param plain starts networks as they are, on 8-bit operators too
         */
        public Builder int8(NetworkEngine plain) {
            this.plain = plain;
            return this;
        }

        /** Checks what embedders and generators give before they are used. */
        public Builder checks(OutputChecks checks) {
            this.checks = checks;
            return this;
        }

        /** Fine-tunes; for {@link Capability#TUNE}. */
        public Builder tuner(Function<ModelBundle, FewShotTuner> tuner) {
            this.tuner = tuner;
            return this;
        }

        /** Compiles networks ahead of their first use. */
        public Builder compiler(NetworkCompiler compiler) {
            this.compiler = compiler;
            return this;
        }

        /**
         * Returns the backend.
         *
         * @throws TalkingHeadException {@link ErrorCode#BACKEND_LACKS_CAPABILITY} when the options ask for another precision
         *     than the engine has
         */
        public GraphBackend build() {
            if (options.precision() != Precision.FLOAT32 && plain == null) {
                throw new TalkingHeadException(
                        ErrorCode.BACKEND_LACKS_CAPABILITY,
                        "the backend " + id + " cannot compute with " + options.precision() + ", only with "
                                + Precision.FLOAT32 + "; leave the precision out, or use a backend that offers "
                                + Capability.GENERATE_INT8);
            }
            return new GraphBackend(this);
        }
    }
}
