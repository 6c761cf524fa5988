package io.talkinghead.verification.convert;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Makes the face nets' resources from the npm package {@code @vladmandic/human} 3.3.6:
 *
 * <pre>{@code
 * npm pack @vladmandic/human@3.3.6 && tar xzf vladmandic-human-3.3.6.tgz
 * java -cp verification/target/classes:cli/target/talkinghead.jar io.talkinghead.verification.convert.FaceNetConverter \
 *     package models/src/main/resources/META-INF/talkinghead/face
 * }</pre>
 */
public final class FaceNetConverter {
    private static final Map<String, Map<String, String>> OUTPUTS = ImmutableMap.of(
            "blazeface",
            ImmutableMap.of(
                    "scores512",
                    "Identity",
                    "scores384",
                    "Identity_1",
                    "boxes512",
                    "Identity_2",
                    "boxes384",
                    "Identity_3"),
            "facemesh",
            ImmutableMap.of("mesh", "Identity_2", "flag", "Identity_1"));

    private FaceNetConverter() {}

    /** Converts both nets: the unpacked package's folder, then the folder to write to. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("give the unpacked package's folder and the folder to write to");
        }
        convert(Path.of(arguments[0]), Path.of(arguments[1]));
    }

    /** Writes {@code blazeface.onnx} and {@code facemesh.onnx}. */
    static void convert(Path unpacked, Path target) throws IOException {
        Files.createDirectories(target);
        for (Map.Entry<String, Map<String, String>> net : OUTPUTS.entrySet()) {
            TfjsModel model = TfjsModel.read(unpacked.resolve("models").resolve(net.getKey() + ".json"));
            byte[] onnx = OnnxConverter.convert(net.getKey(), model, net.getValue());
            Files.write(target.resolve(net.getKey() + ".onnx"), onnx);
        }
    }
}
