package io.talkinghead.verification.compatibility;

import io.talkinghead.drive.FrameTime;
import io.talkinghead.drive.LandmarkTrack;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.lab.dataset.ClipWriter;
import io.talkinghead.lab.dataset.DatasetWriter;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.Tensor;
import io.talkinghead.model.Upsampling;
import io.talkinghead.model.Weights;
import io.talkinghead.person.Identity;
import io.talkinghead.person.Person;
import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.testkit.DrawnFaces;
import io.talkinghead.testkit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes one file of each kind, as the library writes them today: to be kept under the number of their format's version when that
 * changes, and never to be written again. Its argument is an empty folder.
 */
final class CompatibilityFixtures {
    static final ModelBundle MODEL = Golden.tinyModel(Upsampling.BLOCK_END);

    private CompatibilityFixtures() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        person(new Identity.Embedded(new float[] {1, 0.5f, -2})).save(folder.resolve("embedded.person"));
        Weights tuned = new Weights(Map.of("g.w0", Tensor.of(List.of(2), new float[] {3, 4})));
        person(new Identity.Tuned(new float[] {5, 6}, tuned)).save(folder.resolve("tuned.person"));
        track().write(folder.resolve("track.json"));
        MODEL.save(folder.resolve("model"));
        // The weights are those of the reference vectors.
        Files.delete(folder.resolve("model/weights.safetensors"));
        try (DatasetWriter writer = DatasetWriter.open(folder.resolve("dataset"), 16);
                ClipWriter clip = writer.begin("anna", "talk", "anna/talk.mp4")) {
            clip.add(DrawnFaces.picture(16, 16, 8, 8, 4), DrawnFaces.landmarks(8, 8, 4), Duration.ofMillis(40));
            clip.commit();
        }
        Files.delete(folder.resolve("dataset/.lock"));
    }

    private static Person person(Identity identity) {
        Frame picture = DrawnFaces.picture(40, 30, 20, 15, 8);
        ReferencePhoto photo = new ReferencePhoto(picture, DrawnFaces.landmarks(20, 15, 8));
        return new Person(MODEL.name(), MODEL.id(), identity, List.of(photo), 0, Map.of("backend", "onnx"));
    }

    private static LandmarkTrack track() {
        Landmarks face = DrawnFaces.landmarks(20, 15, 8);
        List<FrameTime> times = List.of(
                new FrameTime(0, Duration.ZERO, Duration.ofMillis(40)),
                new FrameTime(1, Duration.ofMillis(40), Duration.ofMillis(160)));
        return new LandmarkTrack(10, 40, 30, List.of(Optional.of(face), Optional.empty()), times);
    }
}
