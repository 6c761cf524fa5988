package io.talkinghead.graph.precision;

import com.google.common.collect.ImmutableMap;
import io.talkinghead.graph.network.Network;
import io.talkinghead.graph.network.NetworkEngine;
import io.talkinghead.graph.network.NetworkSession;
import io.talkinghead.graph.network.NetworkShapes;
import io.talkinghead.graph.rewrite.Probed;
import io.talkinghead.graph.rewrite.Quantised;
import io.talkinghead.graph.rewrite.Range;
import io.talkinghead.graph.rewrite.Rewritten;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a network with floats does for one person.
 *
 * @param ranges of all values that 8 bits are to hold, over the calibration's poses
 * @param pictures in the poses to judge by
 */
record Calibration(Map<String, Range> ranges, List<float[]> pictures) {
    private static final long[] NUMBER = {1, 1, 1, 1};

    /**
     * Runs a network on all inputs.
     *
     * @param exact the network, and {@code shapes} of what goes in and out of it
     * @param engine starts networks as they are
     * @param psi of the person
     * @param guides what their photos guide by; see {@link TypicalInputs#guides}
     */
    static Calibration of(
            Rewritten exact,
            NetworkShapes shapes,
            NetworkEngine engine,
            TypicalInputs inputs,
            float[] psi,
            List<float[]> guides) {
        Probed probed = Probed.of(exact, Quantised.observed(exact));
        Map<String, Range> ranges = new HashMap<>();
        List<float[]> pictures = new ArrayList<>();
        try (NetworkSession session = engine.open(network(probed, shapes));
                PersonRuns runs = new PersonRuns(session, psi, guides)) {
            for (TypicalInput input : inputs.in(TypicalPoses.CALIBRATION)) {
                runs.picture(input);
                probed.ends()
                        .forEach((value, ends) -> ranges.merge(
                                value,
                                Range.EMPTY.with(runs.number(ends.least()), runs.number(ends.most())),
                                (seen, now) -> seen.with(now.least(), now.most())));
            }
            for (TypicalInput input : inputs.in(TypicalPoses.JUDGED)) {
                pictures.add(runs.picture(input));
            }
        }
        return new Calibration(ranges, pictures);
    }

    private static Network network(Probed probed, NetworkShapes shapes) {
        ImmutableMap.Builder<String, long[]> outputs = ImmutableMap.builder();
        outputs.putAll(shapes.outputs());
        probed.ends().values().forEach(ends -> outputs.put(ends.least(), NUMBER).put(ends.most(), NUMBER));
        return new Network(
                "generator, to calibrate it",
                probed.network().model(),
                probed.network().weights(),
                new NetworkShapes(shapes.inputs(), outputs.buildOrThrow(), shapes.held()));
    }
}
