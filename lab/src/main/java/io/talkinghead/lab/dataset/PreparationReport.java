package io.talkinghead.lab.dataset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.talkinghead.conditioning.LandmarkPicture;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.ContactSheet;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.image.Resampler;
import io.talkinghead.internal.file.AtomicFile;
import io.talkinghead.internal.file.JsonTree;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apiguardian.api.API;

/**
 * Writes {@code summary.json} and {@code contact-sheet.png}.
 *
 * <p><b>Threading:</b> any thread.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class PreparationReport {
    /** The summary's file. */
    public static final String SUMMARY = "summary.json";
    /** The picture's file. */
    public static final String SHEET = "contact-sheet.png";

    private static final int MAX_PICTURES = 200;
    private static final int COLUMNS = 20;
    private static final int CELL_PX = 128;

    private PreparationReport() {}

    static PreparationSummary write(Path folder, RejectedSources rejected, Map<String, String> problems) {
        Dataset dataset = Dataset.open(folder);
        List<DatasetClip> clips = dataset.identities().stream()
                .flatMap(identity -> identity.clips().stream())
                .toList();
        PreparationSummary summary = new PreparationSummary(
                dataset.identities().size(),
                clips.size(),
                clips.stream().mapToInt(DatasetClip::frames).sum(),
                rejected.reasons(),
                problems);
        write(folder, summary, shown(dataset.identities()));
        return summary;
    }

    /**
     * Chooses the persons that the contact sheet shows, at most 200, evenly.
     *
     * @param identities all, sorted by name
     */
    public static <T> List<T> shown(List<T> identities) {
        int count = Math.min(MAX_PICTURES, identities.size());
        return IntStream.range(0, count)
                .mapToObj(i -> identities.get((int) ((long) i * identities.size() / count)))
                .toList();
    }

    /**
     * Writes both.
     *
     * @param folder where to
     * @param shown the persons on the contact sheet, of whom the first clip is used
     * @throws TalkingHeadException {@link ErrorCode#OUTPUT_NOT_WRITABLE} when they cannot be written,
     *     {@link ErrorCode#DATASET_INVALID} when a picture cannot be read
     */
    public static void write(Path folder, PreparationSummary summary, List<DatasetIdentity> shown) {
        writeSummary(folder.resolve(SUMMARY), summary);
        ImageFiles.write(folder.resolve(SHEET), sheet(shown));
    }

    private static void writeSummary(Path file, PreparationSummary summary) {
        ObjectNode root = JsonTree.object();
        root.put("identities", summary.identities())
                .put("clips", summary.clips())
                .put("frames", summary.frames());
        ObjectNode rejected = root.putObject("rejected");
        summary.rejected().forEach(rejected::put);
        ObjectNode problems = root.putObject("problems");
        summary.problems().forEach(problems::put);
        AtomicFile.write(file, root.toPrettyString() + "\n");
    }

    private static Frame sheet(List<DatasetIdentity> shown) {
        ContactSheet sheet = new ContactSheet(CELL_PX);
        for (int i = 0; i < shown.size(); i++) {
            if (i % COLUMNS == 0) {
                sheet.row();
            }
            DatasetIdentity identity = shown.get(i);
            DatasetClip clip = identity.clips().get(0);
            int frame = clip.frames() / 2;
            sheet.add(identity.name(), drawn(clip.picture(frame), clip.landmarks(frame)));
        }
        return sheet.draw();
    }

    private static Frame drawn(Frame picture, Landmarks landmarks) {
        Frame small = Resampler.resize(picture, CELL_PX, CELL_PX);
        float[] lines = new float[3 * CELL_PX * CELL_PX];
        double scale = (double) CELL_PX / picture.widthPx();
        LandmarkPicture.draw(landmarks.transformed(scale, 0, 0), CELL_PX, lines);
        byte[] rgb = small.rgb().clone();
        int plane = CELL_PX * CELL_PX;
        for (int i = 0; i < plane; i++) {
            // The strongest channel tells how much of the pixel a line covers: lines show on white skin too.
            float covered = (Math.max(lines[i], Math.max(lines[plane + i], lines[2 * plane + i])) + 1) / 2;
            for (int channel = 0; channel < 3; channel++) {
                float line = (lines[channel * plane + i] + 1) * 127.5f;
                int at = 3 * i + channel;
                rgb[at] = (byte) Math.min(255, Math.round((1 - covered) * (rgb[at] & 0xFF) + line));
            }
        }
        return Frame.of(CELL_PX, CELL_PX, rgb);
    }
}
