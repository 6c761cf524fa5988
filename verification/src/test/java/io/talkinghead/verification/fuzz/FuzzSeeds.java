package io.talkinghead.verification.fuzz;

import com.google.common.hash.Hashing;
import io.talkinghead.Backends;
import io.talkinghead.drive.LandmarkTrack;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.graph.net.EmbedderGraph;
import io.talkinghead.graph.net.GeneratorGraph;
import io.talkinghead.image.Frame;
import io.talkinghead.internal.file.JsonTree;
import io.talkinghead.internal.file.ZipArchive;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.Safetensors;
import io.talkinghead.model.Tensor;
import io.talkinghead.model.Upsampling;
import io.talkinghead.model.Weights;
import io.talkinghead.person.Identity;
import io.talkinghead.person.Person;
import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.spi.video.VideoFormat;
import io.talkinghead.spi.video.VideoWriter;
import io.talkinghead.testkit.DrawnFaces;
import io.talkinghead.testkit.Golden;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the good files that fuzzing starts with: {@code FuzzSeeds FOLDER}, run in {@code verification} with {@code
 * src/test/resources/fuzz}. Nothing here writes WebP, HEIC and AVIF: those pictures are the ones that the command line is tested with.
 * What was found bad is kept beside them, in files whose names begin with {@code found-}.
 */
final class FuzzSeeds {
    static final String PERSON_DESCRIPTION = "person.json";
    static final String PERSON_IDENTITY = "identity.safetensors";
    static final String PERSON_PHOTO = "photos/0.png";
    static final String CLIP_PICTURE = "0000.jpg";

    private static final int PHOTO_PX = 24;

    private FuzzSeeds() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        for (FuzzTarget target : FuzzTarget.values()) {
            Path own = Files.createDirectories(folder.resolve(target.folder()));
            for (Map.Entry<String, byte[]> seed : of(target).entrySet()) {
                Files.write(own.resolve(seed.getKey()), seed.getValue());
            }
        }
    }

    private static Map<String, byte[]> of(FuzzTarget target) throws IOException {
        return switch (target) {
            case PICTURE -> PictureSeeds.all();
            case VIDEO -> Map.of("a.mp4", video(".mp4"), "a.webm", video(".webm"), "a.gif", video(".gif"));
            case PERSON -> {
                Map<String, byte[]> seeds = new LinkedHashMap<>();
                personParts().forEach((name, content) -> seeds.put(name.replace('/', '-'), content));
                seeds.put("a.person", zip(personParts()));
                yield seeds;
            }
            case TRACK -> Map.of("version-2.json", track(), "version-1.json", TextSeeds.trackWithoutTimes());
            case MODEL -> Map.of("model.json", modelJson(), "model.zip", zip(modelParts()));
            case SPEC ->
                Map.of(
                        "turned.json",
                        spec(Golden.turnedModel()),
                        "landmarks.json",
                        spec(Golden.tinyModel(Upsampling.BLOCK_END)));
            case SAFETENSORS -> Map.of("a.safetensors", weights());
            case ONNX ->
                Map.of(
                        "generator.onnx",
                                GeneratorGraph.of(Golden.turnedModel().spec()).model(),
                        "embedder.onnx",
                                EmbedderGraph.of(Golden.tiny(Upsampling.BLOCK_END))
                                        .model());
            case DATASET -> Map.of("dataset", TextSeeds.dataset());
            case OPTIONS -> TextSeeds.options();
        };
    }

    private static byte[] zip(Map<String, byte[]> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ZipArchive.write(out, parts);
        return out.toByteArray();
    }

    /** The files of a person whose model does not matter. */
    static Map<String, byte[]> personParts() {
        Frame photo = DrawnFaces.picture(PHOTO_PX, PHOTO_PX, 12, 12, 8);
        ReferencePhoto reference = new ReferencePhoto(photo, DrawnFaces.landmarks(12, 12, 8));
        Identity identity = new Identity.Embedded(new float[] {1, 2, 3, 4});
        Person person = new Person("tiny", "0123", identity, List.of(reference), 0, Map.of("made", "by a test"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        person.write(out);
        return ZipArchive.read(
                new ByteArrayInputStream(out.toByteArray()), "person", 1 << 20, ErrorCode.PERSON_INVALID);
    }

    /** Weights that are too few for any model. */
    static byte[] weights() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("a", Tensor.of(List.of(2, 3), new float[] {1, 2, 3, 4, 5, 6}));
        tensors.put("b", Tensor.of(List.of(), new float[] {1}).toHalf());
        tensors.put("c", Tensor.of(List.of(0, 7), new float[0]));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (ByteBuffer part : Safetensors.encode(new Weights(tensors))) {
            byte[] bytes = new byte[part.remaining()];
            part.get(bytes);
            out.writeBytes(bytes);
        }
        return out.toByteArray();
    }

    static byte[] card() {
        return "# card\n".getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, byte[]> modelParts() throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("model.json", modelJson());
        parts.put("weights.safetensors", weights());
        parts.put("MODEL_CARD.md", card());
        return parts;
    }

    private static byte[] modelJson() throws IOException {
        Path folder = FileInput.folder();
        Golden.turnedModel().save(folder);
        String json = Files.readString(folder.resolve("model.json"));
        return json.replace(sha256(Files.readAllBytes(folder.resolve("weights.safetensors"))), sha256(weights()))
                .replace(sha256(Files.readAllBytes(folder.resolve("MODEL_CARD.md"))), sha256(card()))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] spec(ModelBundle model) throws IOException {
        Path folder = FileInput.folder();
        model.save(folder);
        return JsonTree.read(Files.readAllBytes(folder.resolve("model.json")))
                .get("spec")
                .toPrettyString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String sha256(byte[] bytes) {
        return Hashing.sha256().hashBytes(bytes).toString();
    }

    private static byte[] track() throws IOException {
        Path file = FileInput.folder().resolve("track.json");
        new LandmarkTrack(25, 64, 48, List.of(Optional.of(DrawnFaces.landmarks(12, 12, 8)), Optional.empty()))
                .write(file);
        return Files.readAllBytes(file);
    }

    private static byte[] video(String suffix) throws IOException {
        Path file = Files.createTempFile("seed-", suffix);
        try (VideoWriter writer = Backends.videos().openWriter(file, new VideoFormat(48, 32, 25), null)) {
            for (int i = 0; i < 4; i++) {
                writer.write(DrawnFaces.picture(48, 32, 12 + 4 * i, 16, 8), i);
            }
            writer.finish();
        }
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        return bytes;
    }
}
