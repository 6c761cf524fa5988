package io.talkinghead.lab.evaluation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableMap;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.internal.file.AtomicFile;
import io.talkinghead.internal.file.JsonTree;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * What an evaluation found.
 *
 * @param model the model's name
 * @param rows one for each number of photos, mode and method, over all frames; after them those of each group of persons, and, where
 *     a person shows its own video, of frames that are turned
 * @param sheets pictures to look at, by file name
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record EvaluationReport(String model, List<EvaluationRow> rows, Map<String, Frame> sheets) {
    private static final double JSON_STEPS = 1e5;

    /** Copies. */
    public EvaluationReport {
        rows = List.copyOf(rows);
        sheets = ImmutableMap.copyOf(sheets);
    }

    /**
     * Writes {@code evaluation.json}, {@code evaluation.csv}, {@code evaluation.md} and the sheets.
     *
     * @throws TalkingHeadException {@link ErrorCode#OUTPUT_NOT_WRITABLE} when a file cannot be written
     */
    public void write(Path folder) {
        AtomicFile.write(folder.resolve("evaluation.json"), json());
        AtomicFile.write(folder.resolve("evaluation.csv"), csv());
        AtomicFile.write(folder.resolve("evaluation.md"), markdown());
        sheets.forEach((name, sheet) -> ImageFiles.write(folder.resolve(name), sheet));
    }

    /** Returns the measures as JSON; what was not measured is null. */
    String json() {
        ObjectNode root = JsonTree.object();
        root.put("model", model);
        var list = root.putArray("rows");
        for (EvaluationRow row : rows) {
            ObjectNode node = list.addObject();
            node.put("shots", row.shots())
                    .put("mode", row.mode().id())
                    .put("method", row.method().id())
                    .put("group", row.group().orElse(null));
            EvaluationRow.Measures measures = row.measures();
            number(node, "l1", measures.l1());
            number(node, "psnr", measures.psnr());
            number(node, "ssim", measures.ssim());
            number(node, "csim", measures.csim());
            number(node, "landmarkError", measures.landmarkError());
            number(node, "frechet", measures.frechet());
            number(node, "perceptual", measures.perceptual());
            number(node, "sharpness", measures.sharpness());
            number(node, "akd", measures.motion().keypointPx());
            number(node, "aed", measures.motion().expressionPercent());
            number(node, "apd", measures.motion().poseDegrees());
            number(node, "eyes", measures.eyes().correlation());
            number(node, "mouth", measures.mouth().correlation());
            node.put("eyesClips", measures.eyes().clips())
                    .put("mouthClips", measures.mouth().clips());
            node.put("frames", row.counts().frames())
                    .put("identities", row.counts().identities());
        }
        return root.toPrettyString() + "\n";
    }

    private static void number(ObjectNode node, String field, OptionalDouble value) {
        if (value.isPresent()) {
            node.put(field, Math.round(value.getAsDouble() * JSON_STEPS) / JSON_STEPS);
        } else {
            node.putNull(field);
        }
    }

    private String csv() {
        return "shots,mode,method,group,l1,psnr,ssim,csim,landmarkError,frechet,perceptual,sharpness,"
                + "akd,aed,apd,eyes,eyesClips,mouth,mouthClips,frames,identities,missed,personMs,frameMs\n"
                + rows.stream()
                        .map(row -> String.join(",", cells(row, "")) + "\n")
                        .collect(Collectors.joining());
    }

    /** Returns the table that {@code evaluation.md} holds. */
    public String markdown() {
        return "# " + model + "\n\n"
                + "| shots | mode | method | group | L1 | PSNR dB | SSIM | CSIM | landmark error % | Frechet |"
                + " perceptual | sharpness | AKD px | AED % | APD degrees | eyes | clips |"
                + " mouth | clips | frames | persons | faces missed | ms a person | ms a frame |\n"
                + "|---:|---|---|---|" + "---:|".repeat(20) + "\n"
                + rows.stream()
                        .map(row -> "| " + String.join(" | ", cells(row, "-")) + " |\n")
                        .collect(Collectors.joining());
    }

    private static List<String> cells(EvaluationRow row, String none) {
        EvaluationRow.Measures measures = row.measures();
        return List.of(
                String.valueOf(row.shots()),
                row.mode().id(),
                row.method().id(),
                group(row, none),
                cell("%.2f", measures.l1(), none),
                cell("%.2f", measures.psnr(), none),
                cell("%.4f", measures.ssim(), none),
                cell("%.4f", measures.csim(), none),
                cell("%.2f", measures.landmarkError(), none),
                cell("%.3f", measures.frechet(), none),
                cell("%.4f", measures.perceptual(), none),
                cell("%.2f", measures.sharpness(), none),
                cell("%.2f", measures.motion().keypointPx(), none),
                cell("%.2f", measures.motion().expressionPercent(), none),
                cell("%.2f", measures.motion().poseDegrees(), none),
                cell("%.3f", measures.eyes().correlation(), none),
                String.valueOf(measures.eyes().clips()),
                cell("%.3f", measures.mouth().correlation(), none),
                String.valueOf(measures.mouth().clips()),
                String.valueOf(row.counts().frames()),
                String.valueOf(row.counts().identities()),
                String.valueOf(row.counts().missed()),
                cell("%.1f", row.times().personMillis(), none),
                cell("%.1f", row.times().frameMillis(), none));
    }

    /** A group's name is the user's: it must not break a table. */
    private static String group(EvaluationRow row, String none) {
        return row.group().map(group -> group.replaceAll("[,|\"]", " ")).orElse(none);
    }

    static String cell(String format, OptionalDouble value, String none) {
        return value.isPresent() ? String.format(Locale.ROOT, format, value.getAsDouble()) : none;
    }
}
