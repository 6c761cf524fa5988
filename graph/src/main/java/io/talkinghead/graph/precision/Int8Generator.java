package io.talkinghead.graph.precision;

import io.talkinghead.graph.net.NetworkGenerator;
import io.talkinghead.graph.net.PersonWeights;
import io.talkinghead.graph.network.Network;
import io.talkinghead.graph.network.NetworkEngine;
import io.talkinghead.graph.network.NetworkSession;
import io.talkinghead.graph.rewrite.Quantised;
import io.talkinghead.graph.rewrite.Rewriting;
import io.talkinghead.graph.rewrite.Rewritten;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Person;
import java.util.List;
import java.util.Locale;
import org.apiguardian.api.API;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts generators whose larger convolutions compute with 8 bits.
 *
 * <p>Each is calibrated for its person as it is opened: the network with floats runs on what the person's own photos let
 * expect, the ranges seen become the 8-bit network's, and its pictures in further poses are compared with those of floats. What
 * differs absurdly is not used; the floats are, with a warning.
 *
 * <p>The ranges are a person's own, so nothing is shared: who is opened twice has two networks.
 *
 * <p><b>Determinism:</b> the same person, model and engine give the same network.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Int8Generator {
    private static final Logger LOG = LoggerFactory.getLogger(Int8Generator.class);

    /** Below this, in decibels, a picture is visibly another. */
    private static final double LEAST_PSNR = 30;

    private final NetworkEngine floats;
    private final NetworkEngine plain;
    private final ModelBundle model;
    private final TypicalInputs inputs;
    private final float[] psi;

    private Int8Generator(NetworkEngine floats, NetworkEngine plain, ModelBundle model, Person person) {
        this.floats = floats;
        this.plain = plain;
        this.model = model;
        psi = PersonWeights.of(model, person).psi();
        inputs = new TypicalInputs(model.spec(), person);
    }

    /**
     * Starts a model's generator for a person.
     *
     * @param floats starts the network when 8 bits do not do, and the embedder that lends to it
     * @param plain starts a rewritten network as it is
     * @throws io.talkinghead.error.TalkingHeadException {@link io.talkinghead.error.ErrorCode#PERSON_OF_OTHER_MODEL} when the
     *     person was made with another model
     */
    public static NetworkGenerator open(ModelBundle model, Person person, NetworkEngine floats, NetworkEngine plain) {
        Int8Generator opening = new Int8Generator(floats, plain, model, person);
        return NetworkGenerator.open(model, person, opening::start, floats);
    }

    private NetworkSession start(Network network) {
        Rewritten exact = Rewriting.apply(network.model(), network.weights(), Rewriting.standard());
        if (Quantised.observed(exact).isEmpty()) {
            LOG.info("no convolution of {} is large enough to gain by 8 bits; it computes with floats", model.name());
            return floats.open(network);
        }
        List<float[]> guides = inputs.guides(model, floats);
        Calibration calibration = Calibration.of(exact, network.shapes(), plain, inputs, psi, guides);
        Rewritten small = Quantised.of(exact, calibration.ranges());
        NetworkSession session = plain.open(network.rewritten(small.model(), small.weights()));
        if (isGood(session, calibration.pictures(), guides)) {
            return session;
        }
        session.close();
        return floats.open(network);
    }

    private boolean isGood(NetworkSession session, List<float[]> expected, List<float[]> guides) {
        double worst;
        try (PersonRuns runs = new PersonRuns(session, psi, guides)) {
            worst = worstPsnr(runs, expected);
        } catch (RuntimeException | Error e) {
            session.close();
            throw e;
        }
        String decibels = String.format(Locale.ROOT, "%.1f", worst);
        // Not a number is not good either.
        boolean good = worst >= LEAST_PSNR;
        if (good) {
            LOG.info("{} computes with 8 bits, {} dB or more from floats for this person", model.name(), decibels);
        } else {
            LOG.warn(
                    "8 bits change the pictures of {} to {} dB for this person, {} are needed; it computes with floats",
                    model.name(),
                    decibels,
                    LEAST_PSNR);
        }
        return good;
    }

    private double worstPsnr(PersonRuns runs, List<float[]> expected) {
        List<TypicalInput> judged = inputs.in(TypicalPoses.JUDGED);
        double worst = Double.POSITIVE_INFINITY;
        for (int i = 0; i < judged.size(); i++) {
            worst = Math.min(worst, psnr(expected.get(i), runs.picture(judged.get(i))));
        }
        return worst;
    }

    /** Of values in [-1, 1]: the peak is 2. */
    private static double psnr(float[] expected, float[] found) {
        double sum = 0;
        for (int i = 0; i < expected.length; i++) {
            double difference = found[i] - expected[i];
            sum += difference * difference;
        }
        return 10 * Math.log10(4 * expected.length / sum);
    }
}
