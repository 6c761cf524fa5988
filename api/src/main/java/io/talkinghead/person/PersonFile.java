package io.talkinghead.person;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.face.CropRule;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.image.PictureSize;
import io.talkinghead.image.SquareCrop;
import io.talkinghead.internal.file.FormatVersion;
import io.talkinghead.internal.file.JsonTree;
import io.talkinghead.internal.file.ZipArchive;
import io.talkinghead.model.Safetensors;
import io.talkinghead.model.Tensor;
import io.talkinghead.model.Weights;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Saves persons to {@code .person} files and opens them; see {@link Person#save}.
 *
 * <p><b>Threading:</b> any thread.
 */
final class PersonFile {
    private static final int VERSION = 1;
    private static final String DESCRIPTION = "person.json";
    private static final String IDENTITY = "identity.safetensors";
    private static final String EMBEDDING = "embedding";
    private static final String PSI = "psi";
    /** 32 photos of some megapixels and a tuned generator fit; a zip bomb does not. */
    private static final long MAX_BYTES = 1L << 30;

    private final String source;
    private final Map<String, byte[]> contents;

    private PersonFile(String source, Map<String, byte[]> contents) {
        this.source = source;
        this.contents = contents;
    }

    static void save(Person person, Path file) {
        ZipArchive.write(file, contents(person));
    }

    static void write(Person person, OutputStream out) {
        ZipArchive.write(out, contents(person));
    }

    private static Map<String, byte[]> contents(Person person) {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        contents.put(DESCRIPTION, describe(person));
        contents.put(IDENTITY, identity(person.identity()));
        for (int i = 0; i < person.photos().size(); i++) {
            contents.put(photoName(i), png(person.photos().get(i).picture()));
        }
        return contents;
    }

    private static String photoName(int index) {
        return "photos/" + index + ".png";
    }

    private static byte[] describe(Person person) {
        ObjectNode root = JsonTree.object();
        root.put("formatVersion", VERSION);
        root.putObject("model").put("name", person.modelName()).put("id", person.modelId());
        root.put("neutralPhoto", person.neutralPhoto());
        ArrayNode photos = root.putArray("photos");
        for (ReferencePhoto photo : person.photos()) {
            Landmarks landmarks = photo.landmarks();
            ObjectNode node = photos.addObject();
            node.put("depth", landmarks.hasDepth());
            SquareCrop crop = photo.crop();
            if (!crop.equals(CropRule.squareAround(landmarks))) {
                node.putArray("crop").add(crop.left()).add(crop.top()).add(crop.side());
            }
            ArrayNode points = node.putArray("landmarks");
            for (int i = 0; i < Landmarks.COUNT; i++) {
                points.addArray().add(landmarks.x(i)).add(landmarks.y(i)).add(landmarks.z(i));
            }
        }
        ObjectNode provenance = root.putObject("provenance");
        person.provenance().forEach(provenance::put);
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] identity(Identity identity) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        if (identity instanceof Identity.Tuned tuned) {
            tensors.put(PSI, Tensor.of(List.of(tuned.psi().length), tuned.psi()));
            tensors.putAll(tuned.generator().tensors());
        } else if (identity instanceof Identity.Embedded embedded) {
            tensors.put(EMBEDDING, Tensor.of(List.of(embedded.embedding().length), embedded.embedding()));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (ByteBuffer part : Safetensors.encode(new Weights(tensors))) {
            byte[] bytes = new byte[part.remaining()];
            part.get(bytes);
            out.writeBytes(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] png(Frame picture) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageFiles.encode("png", picture, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static Person open(Path file) {
        return new PersonFile(file.toString(), ZipArchive.read(file, MAX_BYTES, ErrorCode.PERSON_INVALID)).checked();
    }

    static Person read(InputStream in) {
        String source = "the stream";
        return new PersonFile(source, ZipArchive.read(in, source, MAX_BYTES, ErrorCode.PERSON_INVALID)).checked();
    }

    private Person checked() {
        try {
            return person();
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new TalkingHeadException(ErrorCode.PERSON_INVALID, source + ": it is damaged: " + e.getMessage(), e);
        } catch (TalkingHeadException e) {
            if (e.code() == ErrorCode.PERSON_INVALID || e.code() == ErrorCode.DEVICE_MEMORY) {
                throw e;
            }
            throw new TalkingHeadException(ErrorCode.PERSON_INVALID, source + ": " + e.reason(), e);
        }
    }

    private Person person() throws IOException {
        JsonNode root = JsonTree.read(content(DESCRIPTION));
        FormatVersion.problem(root, VERSION).ifPresent(problem -> {
            throw invalid(problem);
        });
        List<ReferencePhoto> photos = new ArrayList<>();
        long pixels = 0;
        long bytes = 0;
        for (JsonNode photo : root.path("photos")) {
            String name = photoName(photos.size());
            Frame picture = ImageFiles.read(content(name), source + "/" + name);
            pixels += (long) picture.widthPx() * picture.heightPx();
            bytes += content(name).length;
            PictureSize.check(pixels, bytes, "all photos together");
            Landmarks landmarks = landmarks(photo);
            photos.add(new ReferencePhoto(picture, landmarks, crop(photo.path("crop"), landmarks)));
        }
        Map<String, String> provenance = new LinkedHashMap<>();
        root.path("provenance")
                .properties()
                .forEach(fact -> provenance.put(fact.getKey(), fact.getValue().asText()));
        JsonNode model = root.path("model");
        JsonNode neutral = root.path("neutralPhoto");
        if (!neutral.isInt()
                || !model.path("name").isTextual()
                || !model.path("id").isTextual()) {
            throw invalid("its model or its neutral photo is not named");
        }
        return new Person(
                model.path("name").asText(),
                model.path("id").asText(),
                identity(),
                photos,
                neutral.intValue(),
                provenance);
    }

    private Landmarks landmarks(JsonNode photo) {
        JsonNode points = photo.path("landmarks");
        if (points.size() != Landmarks.COUNT) {
            throw invalid("a photo has " + points.size() + " landmarks, not " + Landmarks.COUNT);
        }
        float[][] values = new float[3][Landmarks.COUNT];
        for (int i = 0; i < Landmarks.COUNT; i++) {
            for (int axis = 0; axis < 3; axis++) {
                JsonNode value = points.path(i).path(axis);
                if (!value.isNumber()) {
                    throw invalid("landmark " + i + " of a photo is not three numbers");
                }
                values[axis][i] = value.floatValue();
            }
        }
        return photo.path("depth").asBoolean()
                ? Landmarks.of(values[0], values[1], values[2])
                : Landmarks.of(values[0], values[1]);
    }

    private SquareCrop crop(JsonNode crop, Landmarks landmarks) {
        if (crop.isMissingNode()) {
            return CropRule.squareAround(landmarks);
        }
        if (!crop.path(0).isNumber()
                || !crop.path(1).isNumber()
                || !crop.path(2).isNumber()) {
            throw invalid("the crop of a photo is " + crop + ", not three numbers: left, top, side");
        }
        return new SquareCrop(
                crop.path(0).doubleValue(),
                crop.path(1).doubleValue(),
                crop.path(2).doubleValue());
    }

    private Identity identity() {
        Weights weights = Safetensors.read(ByteBuffer.wrap(content(IDENTITY)), source + "/" + IDENTITY);
        weights.tensors()
                .forEach((name, tensor) -> tensor.firstNonFinite().ifPresent(value -> {
                    throw invalid("its tensor " + name + " holds the value " + value);
                }));
        Tensor embedding = weights.tensors().get(EMBEDDING);
        if (embedding != null) {
            return new Identity.Embedded(embedding.toFloats());
        }
        Map<String, Tensor> generator = new LinkedHashMap<>(weights.tensors());
        generator.remove(PSI);
        return new Identity.Tuned(weights.tensor(PSI).toFloats(), new Weights(generator));
    }

    private byte[] content(String name) {
        byte[] content = contents.get(name);
        if (content == null) {
            throw invalid("it lacks " + name);
        }
        return content;
    }

    private TalkingHeadException invalid(String problem) {
        return new TalkingHeadException(ErrorCode.PERSON_INVALID, source + ": " + problem);
    }
}
