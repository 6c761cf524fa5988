package io.talkinghead.onnx;

import ai.onnxruntime.OrtSession;
import io.talkinghead.engine.Device;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.graph.network.Network;
import io.talkinghead.graph.network.NetworkEngine;
import io.talkinghead.graph.network.NetworkSession;
import io.talkinghead.graph.network.NetworkShapes;
import io.talkinghead.graph.rewrite.Rewriting;
import io.talkinghead.graph.rewrite.Rewritten;
import java.util.Set;

/** A session run with one network's own shapes. */
record OnnxNetwork(OnnxSession session, NetworkShapes shapes) implements NetworkSession {
    /** The most threads of {@link Network.Operations#SHORT}; more were never measured. */
    private static final int SHORT_THREADS = 2;

    /**
     * Returns an engine that starts networks with these options.
     *
     * @param rewritings what is done to a network before it is started
     * @param company of all runs that share the processors
     */
    static NetworkEngine engine(EngineOptions options, Set<Rewriting> rewritings, Company company) {
        return network -> new OnnxNetwork(session(network, options, rewritings, company), network.shapes());
    }

    private static OnnxSession session(
            Network network, EngineOptions options, Set<Rewriting> rewritings, Company company) {
        return switch (network.operations()) {
            case LONG -> new OnnxSession(company, start(network, options, rewritings));
            case SHORT ->
                options.threads() == 1 || !onCpu(options)
                        ? new OnnxSession(company, start(network, options, rewritings))
                        : new OnnxSession(
                                company,
                                start(network, options.withThreads(SHORT_THREADS), rewritings),
                                () -> start(network, options.withThreads(1), rewritings));
            case TINY -> new OnnxSession(company, start(network, options.withThreads(1), rewritings));
        };
    }

    private static boolean onCpu(EngineOptions options) {
        return OnnxEngine.deviceOf(options.device()).kind() == Device.Kind.CPU;
    }

    private static OrtSession start(Network network, EngineOptions options, Set<Rewriting> rewritings) {
        Rewritten faster = Rewriting.apply(network.model(), network.weights(), rewritings);
        return OnnxSession.start(network.name(), faster.model(), faster.weights(), options);
    }

    @Override
    public Call newCall() {
        return session.newCall(shapes);
    }

    @Override
    public Held hold(String input, float[] values) {
        long[] shape = shapes.inputs().get(input);
        if (shape == null || !shapes.held().contains(input)) {
            throw new IllegalArgumentException(input + " is none of the inputs to hold, " + shapes.held());
        }
        return session.hold(input, values, shape);
    }

    @Override
    public void close() {
        session.close();
    }
}
