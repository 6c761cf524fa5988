package io.talkinghead.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.av_display_rotation_get;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;

import io.talkinghead.spi.video.PictureWindow;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.javacpp.IntPointer;

/**
 * How a stored picture becomes upright: it is mirrored as it is stored, then rows become columns.
 *
 * @param mirroredX whether its columns change their order
 * @param mirroredY whether its rows change their order
 * @param transposed whether rows become columns then
 */
record Turn(boolean mirroredX, boolean mirroredY, boolean transposed) {
    private static final Turn NONE = new Turn(false, false, false);

    /** Reads the mark that phones and cameras leave; a damaged one counts as none. */
    static Turn of(AVFrame frame) {
        AVFrameSideData matrix = av_frame_get_side_data(frame, AV_FRAME_DATA_DISPLAYMATRIX);
        if (matrix == null || matrix.size() < 9 * Integer.BYTES) {
            return NONE;
        }
        int[] cells = new int[9];
        IntPointer stored = new IntPointer(matrix.data());
        stored.get(cells);
        double counterClockwise = av_display_rotation_get(cells);
        if (Double.isNaN(counterClockwise)) {
            return NONE;
        }
        // Cameras turn by quarters; anything between goes to the nearest.
        int quartersClockwise = (int) Math.floorMod(Math.round(-counterClockwise / 90), 4L);
        return switch (quartersClockwise) {
            case 1 -> new Turn(false, cells[3] <= 0, true);
            case 2 -> new Turn(cells[0] < 0, cells[4] < 0, false);
            case 3 -> new Turn(true, cells[3] < 0, true);
            default -> new Turn(false, cells[4] < 0, false);
        };
    }

    /** Returns FFmpeg's filters that do it, each after a comma. */
    String filters() {
        if (transposed) {
            return ",transpose="
                    + (mirroredX == mirroredY
                            ? mirroredX ? "clock_flip" : "cclock_flip"
                            : mirroredX ? "cclock" : "clock");
        }
        return (mirroredX ? ",hflip" : "") + (mirroredY ? ",vflip" : "");
    }

    /**
     * Returns where a part of the upright picture is stored.
     *
     * @param storedWidthPx the whole picture's
     * @param storedHeightPx the whole picture's
     */
    PictureWindow stored(PictureWindow upright, int storedWidthPx, int storedHeightPx) {
        int width = transposed ? upright.heightPx() : upright.widthPx();
        int height = transposed ? upright.widthPx() : upright.heightPx();
        int left = transposed ? upright.topPx() : upright.leftPx();
        int top = transposed ? upright.leftPx() : upright.topPx();
        return new PictureWindow(
                mirroredX ? storedWidthPx - width - left : left,
                mirroredY ? storedHeightPx - height - top : top,
                width,
                height,
                upright.shrink());
    }
}
