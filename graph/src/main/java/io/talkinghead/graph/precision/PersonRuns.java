package io.talkinghead.graph.precision;

import io.talkinghead.graph.net.GeneratorGraph;
import io.talkinghead.graph.net.TurnedGraph;
import io.talkinghead.graph.network.NetworkSession;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** Runs a generator's network for one person, outside of any generator. */
final class PersonRuns implements AutoCloseable {
    private final NetworkSession.Call call;
    private final List<float[]> guides;
    private final List<NetworkSession.Held> held = new ArrayList<>();

    /**
     * Starts without a picture.
     *
     * @param guides what each photo guides by; none for networks that have no such input
     */
    PersonRuns(NetworkSession session, float[] psi, List<float[]> guides) {
        this.guides = guides;
        call = session.newCall();
        call.buffer(GeneratorGraph.PSI).put(0, psi);
        for (float[] guide : guides) {
            held.add(session.hold(TurnedGraph.GUIDE, guide));
        }
    }

    /** Returns the picture for an input; of a head that turns it is the moved photo with its change. */
    float[] picture(TypicalInput input) {
        call.buffer(GeneratorGraph.INPUT).put(0, input.values());
        if (guides.isEmpty()) {
            call.run();
            return values(GeneratorGraph.IMAGE);
        }
        call.take(held.get(input.guide()));
        call.run();
        float[] change = values(TurnedGraph.CHANGE);
        return MovedPhoto.of(guides.get(input.guide()), values(TurnedGraph.FLOW), change);
    }

    private float[] values(String output) {
        FloatBuffer buffer = call.buffer(output);
        float[] values = new float[buffer.capacity()];
        buffer.get(0, values);
        return values;
    }

    /** Returns a further output of one number, as it was in the last run. */
    float number(String output) {
        return call.buffer(output).get(0);
    }

    @Override
    public void close() {
        call.close();
        held.forEach(NetworkSession.Held::close);
    }
}
