package io.talkinghead.verification.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SlopeTest {
    @Test
    void of_lineWithoutNoise_isItsSlopeWithoutError() {
        Slope slope = Slope.of(samples(2, 0), SoakSample::residentKilobytes);
        assertThat(slope.perHour()).isCloseTo(7200, within(1e-6));
        assertThat(slope.error()).isCloseTo(0, within(1e-6));
        assertThat(slope.mean()).isCloseTo(1000 + 2 * 1990.0 / 2, within(1e-6));
    }

    @Test
    void of_noise_hasAnErrorAsItShouldAndAnIntervalAroundTheTruth() {
        Slope slope = Slope.of(samples(1, 50), SoakSample::residentKilobytes);
        // The noise, 50, over the root of the sum of squared distances in time of 200 samples at 10 s: 8165 s.
        assertThat(slope.error()).isCloseTo(3600 * 50 / 8165.0, within(3.0));
        assertThat(slope.least()).isLessThan(3600);
        assertThat(slope.most()).isGreaterThan(3600);
    }

    private static List<SoakSample> samples(int perSecond, int noise) {
        Random random = new Random(5);
        return LongStream.range(0, 200)
                .map(i -> 10 * i)
                .mapToObj(seconds -> new SoakSample(
                        seconds, 1000 + perSecond * seconds + Math.round(noise * random.nextGaussian()), 0, 0, 0))
                .toList();
    }
}
