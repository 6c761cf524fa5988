package io.talkinghead.graph.precision;

import io.talkinghead.graph.net.GeneratorGraph;
import io.talkinghead.graph.network.NetworkSession;
import java.nio.FloatBuffer;

/** Runs a generator's network for one person, outside of any generator. */
final class PersonRuns implements AutoCloseable {
    private final NetworkSession.Call call;

    PersonRuns(NetworkSession session, float[] psi) {
        call = session.newCall();
        call.buffer(GeneratorGraph.PSI).put(0, psi);
    }

    /** Returns the picture for an input. */
    float[] picture(float[] input) {
        call.buffer(GeneratorGraph.INPUT).put(0, input);
        call.run();
        FloatBuffer image = call.buffer(GeneratorGraph.IMAGE);
        float[] picture = new float[image.capacity()];
        image.get(0, picture);
        return picture;
    }

    /** Returns a further output of one number, as it was in the last run. */
    float number(String output) {
        return call.buffer(output).get(0);
    }

    @Override
    public void close() {
        call.close();
    }
}
