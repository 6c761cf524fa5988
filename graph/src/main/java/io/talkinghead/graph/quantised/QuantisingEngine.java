package io.talkinghead.graph.quantised;

import com.google.common.collect.ImmutableMap;
import io.talkinghead.graph.GeneratorGraph;
import io.talkinghead.graph.Network;
import io.talkinghead.graph.NetworkEngine;
import io.talkinghead.graph.NetworkSession;
import io.talkinghead.graph.NetworkShapes;
import io.talkinghead.graph.rewrite.Quantised;
import io.talkinghead.graph.rewrite.Range;
import io.talkinghead.graph.rewrite.Rewriting;
import io.talkinghead.graph.rewrite.Rewritten;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts one person's generator with 8-bit convolutions: sees what ranges its values take on the person's own photos in several
 * poses, and judges the result on others. One that is of no use is not used: the exact network runs then, and a warning tells.
 *
 * <p>The ranges depend on the person, so such a network is not shared with others.
 */
public final class QuantisingEngine implements NetworkEngine {
    private static final Logger LOG = LoggerFactory.getLogger(QuantisingEngine.class);

    /** Below, the difference can be seen: 30 dB are 3 % of the brightest. */
    private static final double LEAST_PSNR = 30;
    /** Every so many-eth sample is kept from calibration, to judge by. */
    private static final int JUDGED = 4;

    private final NetworkEngine engine;
    private final List<CalibrationSample> samples;

    /**
     * Makes one for a single person.
     *
     * @param engine takes networks as they are
     * @param samples typical inputs, two or more
     */
    public QuantisingEngine(NetworkEngine engine, List<CalibrationSample> samples) {
        this.engine = engine;
        this.samples = samples;
    }

    @Override
    public NetworkSession open(Network network) {
        Rewritten exact = Rewriting.apply(network.model(), network.weights(), Rewriting.standard());
        Rewritten small = Quantised.of(exact, ranges(network, exact));
        NetworkSession session = engine.open(as(network, small, network.shapes()));
        try {
            double psnr = psnr(network, exact, session);
            if (psnr >= LEAST_PSNR) {
                LOG.info(
                        "8-bit {}: {} dB from the exact one", network.name(), String.format(Locale.ROOT, "%.1f", psnr));
                return session;
            }
            LOG.warn(
                    "the 8-bit {} is {} dB from the exact one, which would be seen; the exact one is used instead",
                    network.name(),
                    String.format(Locale.ROOT, "%.1f", psnr));
        } catch (RuntimeException | Error e) {
            session.close();
            throw e;
        }
        session.close();
        return engine.open(as(network, exact, network.shapes()));
    }

    private static Network as(Network network, Rewritten rewritten, NetworkShapes shapes) {
        return new Network(network.name(), rewritten.model(), rewritten.weights(), shapes);
    }

    private Map<String, Range> ranges(Network network, Rewritten exact) {
        Set<String> values = Quantised.observed(exact);
        ImmutableMap.Builder<String, long[]> outputs = ImmutableMap.builder();
        long[] single = {1, 1, 1, 1};
        values.forEach(value -> outputs.put(Quantised.least(value), single).put(Quantised.most(value), single));
        NetworkShapes shapes = new NetworkShapes(network.shapes().inputs(), outputs.buildOrThrow());
        Map<String, Range> ranges = new HashMap<>();
        try (NetworkSession session = engine.open(as(network, Quantised.probed(exact), shapes));
                NetworkSession.Call call = session.newCall()) {
            for (int i = 0; i < samples.size(); i++) {
                if (i % JUDGED != JUDGED - 1) {
                    samples.get(i).feed(call);
                    call.run();
                    values.forEach(value -> ranges.merge(value, range(call, value), Range::and));
                }
            }
        }
        return ranges;
    }

    private static Range range(NetworkSession.Call call, String value) {
        return Range.EMPTY
                .with(call.buffer(Quantised.least(value)).get(0))
                .with(call.buffer(Quantised.most(value)).get(0));
    }

    private double psnr(Network network, Rewritten exact, NetworkSession small) {
        double squares = 0;
        long count = 0;
        try (NetworkSession session = engine.open(as(network, exact, network.shapes()));
                NetworkSession.Call before = session.newCall();
                NetworkSession.Call after = small.newCall()) {
            FloatBuffer wanted = before.buffer(GeneratorGraph.IMAGE);
            FloatBuffer found = after.buffer(GeneratorGraph.IMAGE);
            for (int i = JUDGED - 1; i < samples.size(); i += JUDGED) {
                samples.get(i).feed(before);
                samples.get(i).feed(after);
                before.run();
                after.run();
                for (int k = 0; k < wanted.capacity(); k++, count++) {
                    double difference = wanted.get(k) - found.get(k);
                    squares += difference * difference;
                }
            }
        }
        // Values reach from -1 to 1; where both are the same to the last bit nothing is lost.
        return 10 * Math.log10(4 * count / Math.max(squares, Double.MIN_NORMAL));
    }
}
