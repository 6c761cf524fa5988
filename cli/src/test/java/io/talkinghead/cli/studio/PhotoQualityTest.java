package io.talkinghead.cli.studio;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.Engine;
import io.talkinghead.face.CropRule;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.image.Resampler;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is said of photos. */
class PhotoQualityTest {
    private static Frame lisa = Frame.of(1, 1, new byte[3]);
    private static Landmarks face = Landmarks.of(new float[68], new float[68]);

    @BeforeAll
    static void look() {
        lisa = ImageFiles.read(Samples.photo("joconde.jpg"), "the photo");
        try (Engine engine = Engine.open("onnx", io.talkinghead.engine.EngineOptions.defaults())) {
            face = engine.faces(lisa).get(0).landmarks();
        }
    }

    @Test
    void photo_turned_isToldSoAndNothingElse() {
        assertThat(PhotoQuality.notes(lisa, face)).hasSize(1).first().asString().startsWith("Turned to the side");
    }

    @Test
    void photo_small_isToldItsSize() {
        double scale = 150 / CropRule.squareAround(face).side();
        assertThat(PhotoQuality.notes(scaled(lisa, scale), face.transformed(scale, 0, 0)))
                .first()
                .asString()
                .startsWith("Too small: the head is 150 pixels");
    }

    @Test
    void photo_blurred_isToldSo() {
        double scale = 60 / CropRule.squareAround(face).side();
        Frame blurred = Resampler.resize(scaled(lisa, scale), lisa.widthPx(), lisa.heightPx());
        assertThat(kinds(PhotoQuality.notes(blurred, face))).contains("Blurred");
        assertThat(kinds(PhotoQuality.notes(lisa, face))).doesNotContain("Blurred");
    }

    @Test
    void photo_darkOrWhite_isToldSo() {
        assertThat(kinds(PhotoQuality.notes(times(0.3), face))).contains("Dark");
        assertThat(kinds(PhotoQuality.notes(times(15), face))).contains("Too bright");
    }

    @Test
    void face_atTheEdge_isToldSo() {
        Landmarks off = face.transformed(1, -face.box().x() - 10, 0);
        assertThat(kinds(PhotoQuality.notes(lisa, off))).contains("Cut off");
    }

    private static List<String> kinds(List<String> notes) {
        return notes.stream().map(note -> note.substring(0, note.indexOf(':'))).toList();
    }

    private static Frame scaled(Frame photo, double scale) {
        int width = (int) Math.round(photo.widthPx() * scale);
        return Resampler.resize(photo, width, (int) Math.round(photo.heightPx() * scale));
    }

    private static Frame times(double factor) {
        byte[] rgb = lisa.rgb().clone();
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) Math.min(255, (rgb[i] & 0xFF) * factor);
        }
        return Frame.of(lisa.widthPx(), lisa.heightPx(), rgb);
    }
}
