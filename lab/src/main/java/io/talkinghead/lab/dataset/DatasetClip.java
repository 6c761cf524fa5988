package io.talkinghead.lab.dataset;

import static com.google.common.base.Preconditions.checkElementIndex;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.face.Landmarks;
import io.talkinghead.face.pose.LidCalibration;
import io.talkinghead.face.pose.NeutralFace;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.internal.file.InsideFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Frames of one person from one video, all cut out by the same crop.
 *
 * <p>Landmarks are held in memory; pictures are decoded again at each call.
 *
 * <p><b>Threading:</b> immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class DatasetClip {
    private final String identity;
    private final Path folder;
    private final InsideFolder inside;
    private final int resolution;
    private final ClipDescription description;
    private final LidCalibration lids;

    DatasetClip(String identity, Path folder, InsideFolder inside, int resolution, ClipDescription description) {
        this.identity = identity;
        this.folder = folder;
        this.inside = inside;
        this.resolution = resolution;
        this.description = description;
        List<Landmarks> all = description.frames().stream()
                .map(ClipDescription.Entry::landmarks)
                .toList();
        lids = LidCalibration.against(all.get(NeutralFace.indexOfBest(all)));
    }

    /** Returns the clip's name, unique within its identity. */
    public String name() {
        return folder.getFileName().toString();
    }

    /** Returns the side of its pictures in pixels. */
    public int resolution() {
        return resolution;
    }

    /** Returns the name of the person shown. */
    public String identity() {
        return identity;
    }

    /** Returns what the clip was made from, as its maker named it. */
    public String source() {
        return description.source();
    }

    /** Returns the number of frames, at least 1. */
    public int frames() {
        return description.frames().size();
    }

    /**
     * Returns a frame's landmarks as they were found, with depth, in pixels of its picture.
     *
     * @throws IndexOutOfBoundsException when there is no such frame
     */
    public Landmarks landmarks(int frame) {
        return frame(frame).landmarks();
    }

    /**
     * Returns a frame's landmarks as networks are shown them: where the eyes are shut, the lids are, measured against the clip's
     * most neutral frame.
     *
     * @throws IndexOutOfBoundsException when there is no such frame
     */
    public Landmarks calibrated(int frame) {
        return lids.apply(landmarks(frame));
    }

    /**
     * Returns a frame's place in time, from the start of the source.
     *
     * @throws IndexOutOfBoundsException when there is no such frame
     */
    public Duration time(int frame) {
        return Duration.ofMillis(frame(frame).timeMs());
    }

    /**
     * Decodes a frame's picture: a square of the dataset's resolution.
     *
     * @throws IndexOutOfBoundsException when there is no such frame
     * @throws TalkingHeadException {@link ErrorCode#DATASET_INVALID} when the file is damaged, of another size or a link
     *     that leads out of the dataset
     */
    public Frame picture(int frame) {
        Path file = folder.resolve(frame(frame).file());
        if (Files.isSymbolicLink(file)) {
            inside.check(file);
        }
        Frame picture;
        try {
            picture = ImageFiles.read(file);
        } catch (TalkingHeadException e) {
            if (e.code() == ErrorCode.DEVICE_MEMORY) {
                throw e;
            }
            throw new TalkingHeadException(
                    ErrorCode.DATASET_INVALID,
                    file + ": the picture cannot be read; remove its clip's folder and prepare it again",
                    e);
        }
        if (picture.widthPx() != resolution || picture.heightPx() != resolution) {
            throw new TalkingHeadException(
                    ErrorCode.DATASET_INVALID,
                    file + ": it has " + picture.widthPx() + " x " + picture.heightPx()
                            + " pixels, but the dataset's resolution is " + resolution);
        }
        return picture;
    }

    private ClipDescription.Entry frame(int frame) {
        List<ClipDescription.Entry> frames = description.frames();
        return frames.get(checkElementIndex(frame, frames.size(), "frame"));
    }

    @Override
    public String toString() {
        return "DatasetClip[" + identity + "/" + name() + ", " + frames() + " frames]";
    }
}
