package io.talkinghead.examples;

import static io.talkinghead.examples.Samples.ASTRONAUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.TalkingHead;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.evaluation.ImageMetrics;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.spi.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A head whose generator computes with 8 bits: nearly the same pictures, and the same on every thread. */
class HeadPrecisionTest {
    private static TalkingHead.Builder head() {
        return TalkingHead.builder().photos(List.of(ASTRONAUT)).size(128).threads(1);
    }

    private static List<Landmarks> poses(TalkingHead head) {
        List<Landmarks> poses = new ArrayList<>();
        Landmarks neutral = head.neutralLandmarks();
        double eyes = neutral.eyeDistance();
        for (int i = 0; i < 5; i++) {
            poses.add(neutral.transformed(1, (i - 2) * 0.04 * eyes, (2 - i) * 0.03 * eyes));
        }
        return poses;
    }

    @Test
    void render_int8_isCloseToTheFloatsButNotTheSame() {
        try (TalkingHead exact = head().build();
                TalkingHead small = head().precision(Precision.INT8).build()) {
            for (Landmarks pose : poses(exact)) {
                Frame expected = exact.render(pose);
                Frame found = small.render(pose);
                assertThat(found.rgb()).isNotEqualTo(expected.rgb());
                assertThat(ImageMetrics.psnr(expected, found)).isGreaterThan(35);
            }
        }
    }

    @Test
    void render_int8OnEightThreads_givesTheBytesOfOne() {
        try (TalkingHead small = head().precision(Precision.INT8).build()) {
            Landmarks pose = poses(small).get(0);
            byte[] expected = small.render(pose).rgb();
            List<byte[]> found = IntStream.range(0, 8)
                    .parallel()
                    .mapToObj(i -> small.render(pose).rgb())
                    .toList();
            assertThat(found).allSatisfy(rgb -> assertThat(rgb).isEqualTo(expected));
        }
    }

    @Test
    void build_int8OnABackendWithoutIt_isRefusedByName() {
        TalkingHead.Builder builder = head().precision(Precision.INT8).backend("djl");
        assertThatThrownBy(builder::build).isInstanceOfSatisfying(TalkingHeadException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.BACKEND_LACKS_CAPABILITY);
            assertThat(e).hasMessageContaining("djl").hasMessageContaining("GENERATE_INT8");
        });
    }
}
