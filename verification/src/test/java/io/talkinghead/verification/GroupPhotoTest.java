package io.talkinghead.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.Backends;
import io.talkinghead.Engine;
import io.talkinghead.GroupPhoto;
import io.talkinghead.drive.Driver;
import io.talkinghead.drive.Expression;
import io.talkinghead.drive.FaceControl;
import io.talkinghead.drive.FaceParameters;
import io.talkinghead.drive.HeadPose;
import io.talkinghead.drive.LandmarkTrack;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.face.FaceMeasures;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.marks.Marks;
import io.talkinghead.person.Photo;
import io.talkinghead.spi.video.VideoReader;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both samples side by side in one photo. */
class GroupPhotoTest {
    private static Engine engine;
    private static GroupPhoto group;
    private static int astronaut;
    private static int monaLisa;

    @TempDir
    private Path folder;

    @BeforeAll
    static void compose() {
        engine = Engine.open("onnx", EngineOptions.defaults());
        BufferedImage left = ImageFiles.read(Samples.ASTRONAUT).toBufferedImage();
        BufferedImage right = ImageFiles.read(Samples.MONA_LISA).toBufferedImage();
        BufferedImage both = new BufferedImage(700, 400, BufferedImage.TYPE_INT_RGB);
        Graphics2D drawn = both.createGraphics();
        drawn.drawImage(left, 0, 0, 400, 400, null);
        drawn.drawImage(right, 400, 0, 300, 300 * right.getHeight() / right.getWidth(), null);
        drawn.dispose();
        group = GroupPhoto.of(Photo.of(Frame.from(both), "both"), engine, 700);
        List<Landmarks> faces = group.faces();
        assertThat(faces).hasSize(2);
        astronaut = IntStream.range(0, 2)
                .boxed()
                .min(Comparator.comparingDouble(face -> faces.get(face).x(30)))
                .orElseThrow();
        monaLisa = 1 - astronaut;
    }

    @AfterAll
    static void close() {
        group.close();
        engine.close();
    }

    @Test
    void render_oneFaceMoved_leavesTheOther() {
        Frame rest = group.render(Map.of());
        assertThat(Marks.detect(rest).isMarked()).isTrue();
        Landmarks from = group.faces().get(astronaut);
        Frame moved = group.render(Map.of(astronaut, turned(12).applyTo(from)));
        assertThat(moved.widthPx()).isEqualTo(700);
        assertThat(FaceMeasures.yaw(found(moved, astronaut)) - FaceMeasures.yaw(found(rest, astronaut)))
                .isGreaterThan(0.05);
        assertThat(FaceMeasures.yaw(found(moved, monaLisa)))
                .isCloseTo(FaceMeasures.yaw(found(rest, monaLisa)), within(0.01));
    }

    @Test
    void render_bothFacesMoved_movesEachItsOwnWay() {
        Frame rest = group.render(Map.of());
        Frame moved = group.render(Map.of(
                astronaut, turned(12).applyTo(group.faces().get(astronaut)),
                monaLisa, turned(-12).applyTo(group.faces().get(monaLisa))));
        assertThat(FaceMeasures.yaw(found(moved, astronaut))).isGreaterThan(FaceMeasures.yaw(found(rest, astronaut)));
        assertThat(FaceMeasures.yaw(found(moved, monaLisa))).isLessThan(FaceMeasures.yaw(found(rest, monaLisa)));
    }

    @Test
    void animate_twoDrivers_writesTheFramesOfTheFirst() {
        LandmarkTrack whole = LandmarkTrack.read(Samples.TRACK);
        LandmarkTrack some = new LandmarkTrack(
                whole.framesPerSecond(),
                whole.widthPx(),
                whole.heightPx(),
                whole.frames().subList(0, 4));
        FaceParameters smile = FaceParameters.of(Expression.NEUTRAL.with(FaceControl.SMILE, 1));
        Path video = folder.resolve("both.mp4");
        group.animate(Map.of(0, Driver.track(some), 1, Driver.parameters(smile)))
                .writeTo(video);
        try (VideoReader reader = Backends.videos().openReader(video)) {
            assertThat(reader.format().widthPx()).isEqualTo(700);
            for (int i = 0; i < 4; i++) {
                assertThat(reader.next()).isPresent();
            }
            assertThat(reader.next()).isEmpty();
        }
    }

    @Test
    void faces_thatAreNotThere_areRefused() {
        assertThatThrownBy(() -> group.render(Map.of(2, group.faces().get(0))))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> group.animate(Map.of())).isInstanceOf(IllegalArgumentException.class);
        Frame empty = Frame.of(64, 64, new byte[3 * 64 * 64]);
        assertThatThrownBy(() -> GroupPhoto.of(Photo.of(empty, "empty"), engine))
                .hasMessageContaining("TH-103");
    }

    private static FaceParameters turned(double yaw) {
        return FaceParameters.of(HeadPose.turned(yaw, 0, 0));
    }

    /** Looks for a face again where it was. */
    private static Landmarks found(Frame picture, int face) {
        Landmarks was = group.faces().get(face);
        return engine.faces(picture).stream()
                .map(each -> each.landmarks())
                .min(Comparator.comparingDouble(each -> Math.abs(each.x(30) - was.x(30))))
                .orElseThrow();
    }
}
