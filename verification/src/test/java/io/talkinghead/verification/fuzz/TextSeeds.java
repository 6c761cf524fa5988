package io.talkinghead.verification.fuzz;

import io.talkinghead.face.CropRule;
import io.talkinghead.testkit.DrawnFaces;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** Good files that are text. */
final class TextSeeds {
    private TextSeeds() {}

    static byte[] trackWithoutTimes() {
        return bytes("{\"version\":1,\"fps\":25.0,\"width\":64,\"height\":48,\"frames\":[null," + points("[%.2f,%.2f]")
                + "]}");
    }

    static byte[] dataset() {
        return DatasetInput.join(
                "{\"formatVersion\":1,\"resolution\":64,\"crop\":\"%s\"}".formatted(CropRule.ID),
                "{\"formatVersion\":1,\"source\":\"talk.mp4\",\"frames\":[{\"file\":\"" + FuzzSeeds.CLIP_PICTURE
                        + "\",\"timeMs\":40,\"landmarks\":" + points("[%.2f,%.2f,0]") + "}]}",
                "# groups\nanna\tgroup one\nanna\ttwo\n");
    }

    private static String points(String format) {
        var face = DrawnFaces.landmarks(12, 12, 8);
        StringJoiner all = new StringJoiner(",", "[", "]");
        for (int i = 0; i < 68; i++) {
            all.add(String.format(Locale.ROOT, format, face.x(i), face.y(i)));
        }
        return all.toString();
    }

    static Map<String, byte[]> options() {
        return Map.of(
                "animate",
                bytes(
                        "animate\n--size\n256\n--full-frame\n--face\n1\n--no-face\nskip\n--motion\nabsolute\n--threads\n2\n"
                                + "--precision\nint8\n--backend\nonnx\n--tune\n10\n--model\nx"),
                "animate-photos",
                bytes("animate\n--photos\na.png\nb.jpg\n--save-person\na.person\n--quiet"),
                "track",
                bytes("track\n--face\ncentral\n--no-clobber"),
                "prepare",
                bytes("prepare\n--resolution\n128\n--min-frames\n1\n--max-frames\n9\n--max-fps\n2.5\n--threads\n2"),
                "train",
                bytes(
                        "train\n--spec\nturning-256\n--steps\n10\n--minutes\n0.5\n--batch\n2\n--reposed\n0.3\n--average\n0.9\n"
                                + "--replicas\n2\n--seed\n3\n--generator-rate\n1e-4\n--cooling"),
                "evaluate",
                bytes("evaluate\n--shots\n1,8\n--split\nall\n--identities\n3\n--held-out\n4\n--groups\ngroups.txt"),
                "person",
                bytes("person\ninfo\nnone.person\n--verbose"),
                "analyze",
                bytes("analyze\n--json\na.png\n--help"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
