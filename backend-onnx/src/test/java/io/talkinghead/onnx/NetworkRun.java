package io.talkinghead.onnx;

import io.talkinghead.engine.EngineOptions;
import io.talkinghead.graph.network.Network;
import io.talkinghead.graph.network.NetworkSession;
import io.talkinghead.graph.rewrite.Rewriting;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** One run of a network, rewritten as chosen. */
final class NetworkRun {
    private NetworkRun() {}

    /** Returns all outputs, by name. */
    static Map<String, float[]> of(Network network, Map<String, float[]> inputs, Set<Rewriting> chosen) {
        try (NetworkSession session = OnnxNetwork.engine(EngineOptions.defaults(), chosen, new Company())
                        .open(network);
                NetworkSession.Call call = session.newCall()) {
            inputs.forEach((name, values) -> call.buffer(name).put(0, values));
            return of(network, call);
        }
    }

    /** Runs a call whose inputs are there, and returns all outputs, by name. */
    static Map<String, float[]> of(Network network, NetworkSession.Call call) {
        call.run();
        Map<String, float[]> results = new HashMap<>();
        for (String output : network.shapes().outputs().keySet()) {
            FloatBuffer buffer = call.buffer(output);
            float[] values = new float[buffer.capacity()];
            buffer.get(0, values);
            results.put(output, values);
        }
        return results;
    }
}
