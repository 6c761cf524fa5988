package io.talkinghead.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.TalkingHead;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.person.Identity;
import io.talkinghead.person.Photo;
import io.talkinghead.tuning.TuningListener;
import io.talkinghead.tuning.TuningOptions;
import io.talkinghead.work.Cancellation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two backends, one specification: what one makes, the other shows. */
class CrossBackendTest {
    private static final Path PHOTO = Path.of("../examples/samples", "astronaut.png");

    private static TalkingHead.Builder head(String backend) {
        return TalkingHead.builder(Photo.of(PHOTO)).backend(backend).size(256);
    }

    @Test
    void render_onBothBackends_givesTheSamePicture() {
        Landmarks pose;
        Frame onnx;
        try (TalkingHead head = head("onnx").build()) {
            pose = head.neutralLandmarks().transformed(1.02, 2, -3);
            onnx = head.render(pose);
        }
        try (TalkingHead head = head("djl").build()) {
            assertThat(head.backendId()).isEqualTo("djl");
            assertThat(largestDifference(onnx, head.render(pose))).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void tuning_onDjl_makesAPersonThatOnnxRuntimeShowsAndOpensAgain(@TempDir Path folder) {
        List<Long> epochs = new ArrayList<>();
        Path file = folder.resolve("astronaut.person");
        Frame tuned;
        Frame plain;
        try (TalkingHead head = head("onnx")
                .tuning(
                        // Judged by its mirror image, the photo might be shown best by no epoch at all.
                        TuningOptions.defaults()
                                .withEpochs(2)
                                .withRates(1e-3, 1e-3)
                                .withHoldOut(false),
                        progress -> epochs.add(progress.done()))
                .build()) {
            assertThat(head.backendId()).isEqualTo("onnx");
            assertThat(head.person().identity()).isInstanceOf(Identity.Tuned.class);
            tuned = head.render(head.neutralLandmarks());
            head.save(file);
        }
        assertThat(epochs).containsExactly(1L, 2L);
        try (TalkingHead head =
                TalkingHead.builder(file).backend("onnx").size(256).build()) {
            assertThat(head.render(head.neutralLandmarks()).rgb()).isEqualTo(tuned.rgb());
        }
        try (TalkingHead head = head("onnx").build();
                TalkingHead later =
                        head.tuned(TuningOptions.defaults().withEpochs(1), TuningListener.NONE, new Cancellation())) {
            plain = head.render(head.neutralLandmarks());
            assertThat(later.backendId()).isEqualTo("onnx");
            assertThat(later.person().identity()).isInstanceOf(Identity.Tuned.class);
            assertThat(head.person().identity()).isInstanceOf(Identity.Embedded.class);
        }
        assertThat(tuned.rgb()).isNotEqualTo(plain.rgb());
    }

    private static int largestDifference(Frame a, Frame b) {
        int largest = 0;
        for (int i = 0; i < a.rgb().length; i++) {
            largest = Math.max(largest, Math.abs((a.rgb()[i] & 0xFF) - (b.rgb()[i] & 0xFF)));
        }
        return largest;
    }
}
