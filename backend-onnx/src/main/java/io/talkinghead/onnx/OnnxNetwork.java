package io.talkinghead.onnx;

import io.talkinghead.graph.NetworkEngine;
import io.talkinghead.graph.NetworkSession;
import io.talkinghead.graph.NetworkShapes;
import io.talkinghead.spi.BackendOptions;

/** A session run with one network's own shapes. */
record OnnxNetwork(OnnxSession session, NetworkShapes shapes) implements NetworkSession {
    /** Returns an engine that starts networks with these options. */
    static NetworkEngine engine(BackendOptions options) {
        return network -> new OnnxNetwork(
                OnnxSession.open(network.name(), network.model(), network.weights(), options), network.shapes());
    }

    @Override
    public Call newCall() {
        return session.newCall(shapes.inputs(), shapes.outputs());
    }

    @Override
    public void close() {
        session.close();
    }
}
