package io.talkinghead.verification.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes the feature nets' resources from the npm packages {@code @vladmandic/face-api} 1.7.15 and {@code nsfwjs} 4.4.0:
 *
 * <pre>{@code
 * npm pack @vladmandic/face-api@1.7.15 nsfwjs@4.4.0
 * mkdir faceapi nsfwjs
 * tar xzf vladmandic-face-api-1.7.15.tgz -C faceapi && tar xzf nsfwjs-4.4.0.tgz -C nsfwjs
 * java -cp verification/target/classes:cli/target/talkinghead.jar io.talkinghead.verification.convert.FeatureNetConverter \
 *     faceapi/package nsfwjs/package models/src/main/resources/META-INF/talkinghead/features
 * }</pre>
 */
public final class FeatureNetConverter {
    /** The descriptor's file. */
    static final String DESCRIPTOR = "descriptor.onnx";

    /** Inception's file. */
    static final String INCEPTION = "inception.onnx";

    private static final List<String> INCEPTION_OUTPUTS =
            List.of("activation_1", "activation_3", "activation_5", "mixed0", "mixed2");

    private FeatureNetConverter() {}

    /** Converts both nets: the folders of the two unpacked packages, then the folder to write to. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            throw new IllegalArgumentException(
                    "give the folders of the unpacked packages face-api and nsfwjs and the folder to write to");
        }
        Path target = Files.createDirectories(Path.of(arguments[2]));
        Files.write(target.resolve(DESCRIPTOR), descriptor(Path.of(arguments[0])));
        Files.write(target.resolve(INCEPTION), inception(Path.of(arguments[1])));
    }

    /** Converts the face descriptor of the unpacked package {@code @vladmandic/face-api}. */
    static byte[] descriptor(Path unpacked) throws IOException {
        Path folder = unpacked.resolve("model");
        byte[] manifest = Files.readAllBytes(folder.resolve("face_recognition_model-weights_manifest.json"));
        TfjsWeights weights = TfjsWeights.read(
                new ObjectMapper().readTree(manifest), path -> Files.readAllBytes(folder.resolve(path)));
        return DescriptorConverter.convert(weights);
    }

    /** Converts the early layers of Inception v3 of the unpacked package {@code nsfwjs}. */
    static byte[] inception(Path unpacked) throws IOException {
        Path folder = unpacked.resolve("dist/models/inception_v3");
        JsonNode model = UmdModule.read(folder.resolve("model.min.js")).object();
        TfjsWeights weights = TfjsWeights.read(
                model.path("weightsManifest"),
                path -> UmdModule.read(folder.resolve(path + ".min.js")).bytes());
        return KerasConverter.convert("inception", model.path("modelTopology"), weights, INCEPTION_OUTPUTS);
    }
}
