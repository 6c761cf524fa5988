package io.talkinghead.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.face.Landmarks;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class JitterTest {
    /** Both faces go to the right, each in its way, for ten frames. */
    private static OptionalDouble jitter(IntToDoubleFunction driver, IntToDoubleFunction made) {
        Jitter jitter = new Jitter();
        for (int t = 0; t < 10; t++) {
            jitter.add(face(driver.applyAsDouble(t)), face(made.applyAsDouble(t)));
        }
        return jitter.value();
    }

    private static Optional<Landmarks> face(double x) {
        return Optional.of(TurnedFaces.turned(0).transformed(1, x, 0));
    }

    private static double trembling(int t) {
        return t % 2 == 0 ? 1 : -1;
    }

    @Test
    void value_faceThatDoesAsTheDriver_isOne() {
        assertThat(jitter(t -> t * t, t -> t * t).orElseThrow()).isCloseTo(1, within(1e-9));
    }

    @Test
    void value_faceThatIsStillOrMovesEvenly_isNone() {
        assertThat(jitter(t -> t * t, t -> 0).orElseThrow()).isZero();
        assertThat(jitter(t -> t * t, t -> 2 * t).orElseThrow()).isLessThan(1e-4);
    }

    @Test
    void value_faceThatTrembles_isHowMuchMore() {
        // The driver's second difference is 2 in every frame, that of 1, -1, 1, ... is 4.
        assertThat(jitter(t -> t * t, JitterTest::trembling).orElseThrow()).isCloseTo(2, within(1e-4));
    }

    @Test
    void value_stillDriverOrFewFrames_isNotMeasured() {
        assertThat(jitter(t -> 0, JitterTest::trembling)).isEmpty();
        Jitter gaps = new Jitter();
        for (int t = 0; t < 10; t++) {
            gaps.add(face(t * t), t % 3 == 0 ? Optional.empty() : face(t * t));
        }
        assertThat(gaps.value()).isEmpty();
    }
}
