package io.talkinghead.onnx;

import io.talkinghead.engine.EngineOptions;
import io.talkinghead.graph.network.NetworkEngine;
import io.talkinghead.graph.network.NetworkSession;
import io.talkinghead.graph.network.NetworkShapes;
import io.talkinghead.graph.rewrite.Rewriting;
import io.talkinghead.graph.rewrite.Rewritten;
import java.util.Set;

/** A session run with one network's own shapes. */
record OnnxNetwork(OnnxSession session, NetworkShapes shapes) implements NetworkSession {
    /** Returns an engine that starts networks with these options. */
    static NetworkEngine engine(EngineOptions options) {
        return engine(options, Rewriting.standard());
    }

    /** Returns an engine that starts networks as they are, rewritten before. */
    static NetworkEngine plainEngine(EngineOptions options) {
        return engine(options, Set.of());
    }

    /** Returns an engine that rewrites networks as chosen before it starts them. */
    static NetworkEngine engine(EngineOptions options, Set<Rewriting> rewritings) {
        return network -> {
            Rewritten faster = Rewriting.apply(network.model(), network.weights(), rewritings);
            // Of pictures made at once, a thread for each makes more than all threads together for one after another.
            EngineOptions fitting = network.light() ? options.withThreads(1) : options;
            return new OnnxNetwork(
                    OnnxSession.open(network.name(), faster.model(), faster.weights(), fitting), network.shapes());
        };
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
