package io.talkinghead.graph.face;

import com.google.common.collect.ImmutableMap;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.graph.network.NetworkResource;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * The two face networks as ONNX resources of {@code talkinghead-models}: how to find them, and the shapes they have.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum FaceNetFile {
    /** BlazeFace, back camera: 896 boxes with six keypoints each. Input values in [-1, 1]. */
    BLAZEFACE(
            "blazeface",
            256,
            ImmutableMap.of(
                    "scores512", shape(1, 512, 1),
                    "scores384", shape(1, 384, 1),
                    "boxes512", shape(1, 512, 16),
                    "boxes384", shape(1, 384, 16)),
            "d1bcc8c6120d50c8e7bee60a25f7d4312b030ddb8eb52949e8629a26c431ed2c"),
    /** FaceMesh: 468 points in 3-D and whether there is a face. Input values in [0, 1]. */
    FACEMESH(
            "facemesh",
            192,
            ImmutableMap.of("mesh", shape(1, 1404), "flag", shape(1, 1)),
            "b8880ee94801cc5a21b6e8512a17dd95b0421a9ad312ea0f8ba1404723e1a722");

    /** The input's name in both. */
    public static final String INPUT = "input";

    private final int resolution;

    @SuppressWarnings("ImmutableEnumChecker") // Shapes as the engines take them; nobody writes to them.
    private final ImmutableMap<String, long[]> outputs;

    @SuppressWarnings("ImmutableEnumChecker") // A record of strings, though nothing says so to the checker.
    private final NetworkResource resource;

    FaceNetFile(String net, int resolution, ImmutableMap<String, long[]> outputs, String sha256) {
        this.resolution = resolution;
        this.outputs = outputs;
        this.resource =
                new NetworkResource("face network " + net, "META-INF/talkinghead/face/" + net + ".onnx", sha256);
    }

    private static long[] shape(long... sides) {
        return sides;
    }

    /** Returns the side of the square input in pixels. */
    public int resolution() {
        return resolution;
    }

    /** Returns the outputs' shapes by name. */
    public Map<String, long[]> outputs() {
        return outputs;
    }

    /**
     * Reads the ONNX file.
     *
     * @throws TalkingHeadException {@link ErrorCode#MODEL_NOT_FOUND} without the artifact on the class path,
     *     {@link ErrorCode#MODEL_INVALID} when its content is not the one this code was written for
     */
    public byte[] read() {
        return resource.read();
    }
}
