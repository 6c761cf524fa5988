package io.talkinghead.onnx;

import io.talkinghead.graph.network.Network;
import io.talkinghead.graph.network.NetworkEngine;
import io.talkinghead.graph.network.NetworkSession;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;

/** Starts networks that run well, but for the pictures of 8-bit ones, which come out inverted. */
final class SpoiltEngine implements NetworkEngine {
    private final NetworkEngine engine;
    private final String output;
    private int spoilt;

    /** Takes the engine that starts them, and the output to invert. */
    SpoiltEngine(NetworkEngine engine, String output) {
        this.engine = engine;
        this.output = output;
    }

    /** Returns how many 8-bit networks were started. */
    int spoilt() {
        return spoilt;
    }

    @Override
    public NetworkSession open(Network network) {
        NetworkSession session = engine.open(network);
        if (!new String(network.model(), StandardCharsets.ISO_8859_1).contains("QuantizeLinear")) {
            return session;
        }
        spoilt++;
        return new NetworkSession() {
            @Override
            public Call newCall() {
                return new InvertedCall(session.newCall(), output);
            }

            @Override
            public Held hold(String input, float[] values) {
                return session.hold(input, values);
            }

            @Override
            public void close() {
                session.close();
            }
        };
    }

    private record InvertedCall(NetworkSession.Call call, String output) implements NetworkSession.Call {
        @Override
        public void take(NetworkSession.Held held) {
            call.take(held);
        }

        @Override
        public FloatBuffer buffer(String name) {
            return call.buffer(name);
        }

        @Override
        public void run() {
            call.run();
            FloatBuffer image = call.buffer(output);
            for (int i = 0; i < image.capacity(); i++) {
                image.put(i, -image.get(i));
            }
        }

        @Override
        public void close() {
            call.close();
        }
    }
}
