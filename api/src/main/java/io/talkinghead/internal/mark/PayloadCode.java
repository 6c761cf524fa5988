package io.talkinghead.internal.mark;

import com.google.common.hash.Hashing;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * What 32 bits become on their way: a check of 16 bits is added, and a convolutional code of rate 1/2 and constraint length 7 (133, 171)
 * that ends in state 0; it is read with the Viterbi algorithm from values of any certainty.
 */
final class PayloadCode {
    private static final int PAYLOAD_BITS = 32;
    private static final int CHECK_BITS = 16;
    private static final int MEMORY = 6;
    private static final int STATES = 1 << MEMORY;
    private static final int STEPS = PAYLOAD_BITS + CHECK_BITS + MEMORY;
    private static final int FIRST = 0b1011011;
    private static final int SECOND = 0b1111001;

    /** So many bits a payload has once it is coded. */
    static final int CODED_BITS = 2 * STEPS;

    private PayloadCode() {}

    /** Returns the coded bits as 1 and -1. */
    static int[] encode(int payload) {
        long message = ((payload & 0xFFFF_FFFFL) << CHECK_BITS) | check(payload);
        int[] coded = new int[CODED_BITS];
        int register = 0;
        for (int step = 0; step < STEPS; step++) {
            int place = PAYLOAD_BITS + CHECK_BITS - 1 - step;
            int bit = place >= 0 ? (int) ((message >> place) & 1) : 0;
            register = ((register << 1) | bit) & (2 * STATES - 1);
            coded[2 * step] = sign(register & FIRST);
            coded[2 * step + 1] = sign(register & SECOND);
        }
        return coded;
    }

    private static int sign(int taps) {
        return 1 - 2 * (Integer.bitCount(taps) & 1);
    }

    private static int check(int payload) {
        return Hashing.crc32c().hashInt(payload).asInt() & 0xFFFF;
    }

    /** Reads the likeliest payload of values that are the coded bits, each times its certainty; nothing when its check fails. */
    static OptionalInt decode(double[] values) {
        double[] scores = new double[STATES];
        Arrays.fill(scores, Double.NEGATIVE_INFINITY);
        scores[0] = 0;
        boolean[][] older = new boolean[STEPS][STATES];
        for (int step = 0; step < STEPS; step++) {
            double[] next = new double[STATES];
            for (int state = 0; state < STATES; state++) {
                double low = score(scores, values, step, state);
                double high = score(scores, values, step, state | STATES);
                older[step][state] = high > low;
                next[state] = Math.max(low, high);
            }
            scores = next;
        }
        long message = 0;
        int state = 0;
        for (int step = STEPS - 1; step >= 0; step--) {
            if (step < PAYLOAD_BITS + CHECK_BITS) {
                message |= (long) (state & 1) << (PAYLOAD_BITS + CHECK_BITS - 1 - step);
            }
            state = (state | (older[step][state] ? STATES : 0)) >> 1;
        }
        int payload = (int) (message >> CHECK_BITS);
        return check(payload) == (message & 0xFFFF) ? OptionalInt.of(payload) : OptionalInt.empty();
    }

    /** Scores a register of seven bits: the state before it, and the two coded bits that it gives. */
    private static double score(double[] scores, double[] values, int step, int register) {
        return scores[register >> 1]
                + sign(register & FIRST) * values[2 * step]
                + sign(register & SECOND) * values[2 * step + 1];
    }
}
