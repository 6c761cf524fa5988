package io.talkinghead.video;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_ALPHA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_PAL;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.av_display_rotation_get;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt_name;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.javacpp.IntPointer;

/**
 * What has to happen to a decoded picture until it is upright, has square pixels and is RGB.
 *
 * @param widthPx as stored
 * @param heightPx as stored
 * @param pixelFormat FFmpeg's number
 * @param colorspace FFmpeg's number of the matrix
 * @param range FFmpeg's number of the sample range
 * @param squareWidthPx with square pixels, not yet upright
 * @param squareHeightPx with square pixels, not yet upright
 * @param turn the filters that make it upright, each after a comma
 */
record PictureFilter(
        int widthPx,
        int heightPx,
        int pixelFormat,
        int colorspace,
        int range,
        int squareWidthPx,
        int squareHeightPx,
        String turn) {
    private static final int HD_HEIGHT_PX = 720;

    /** A pixel more than this times longer than wide is taken for a mistake in the file. */
    private static final double MAX_PIXEL_ASPECT = 4;

    /**
     * Looks at a decoded frame; where the file does not tell its colour matrix, sets the customary one of its size.
     *
     * @param aspect of the frame's pixels
     */
    static PictureFilter from(AVFrame frame, Rational aspect) {
        if (frame.colorspace() == AVCOL_SPC_UNSPECIFIED && isYuv(frame.format())) {
            frame.colorspace(frame.height() >= HD_HEIGHT_PX ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M);
        }
        double ratio = aspect.toDouble();
        boolean square = ratio <= 1 / MAX_PIXEL_ASPECT || ratio >= MAX_PIXEL_ASPECT || ratio == 1;
        // The side that is stored too short grows, so that no detail is lost.
        int width = square || ratio < 1 ? frame.width() : (int) Math.round(frame.width() * ratio);
        int height = square || ratio > 1 ? frame.height() : (int) Math.round(frame.height() / ratio);
        return new PictureFilter(
                frame.width(),
                frame.height(),
                frame.format(),
                frame.colorspace(),
                frame.color_range(),
                width,
                height,
                turn(frame));
    }

    private static boolean isYuv(int pixelFormat) {
        AVPixFmtDescriptor description = av_pix_fmt_desc_get(pixelFormat);
        return description != null
                && description.nb_components() >= 3
                && (description.flags() & (AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL)) == 0;
    }

    private static boolean hasAlpha(int pixelFormat) {
        AVPixFmtDescriptor description = av_pix_fmt_desc_get(pixelFormat);
        return description != null && (description.flags() & AV_PIX_FMT_FLAG_ALPHA) != 0;
    }

    private static String turn(AVFrame frame) {
        AVFrameSideData matrix = av_frame_get_side_data(frame, AV_FRAME_DATA_DISPLAYMATRIX);
        if (matrix == null || matrix.size() < 9 * Integer.BYTES) {
            return "";
        }
        int[] cells = new int[9];
        IntPointer stored = new IntPointer(matrix.data());
        stored.get(cells);
        double counterClockwise = av_display_rotation_get(cells);
        if (Double.isNaN(counterClockwise)) {
            return "";
        }
        // Cameras turn by quarters; anything between goes to the nearest.
        int quartersClockwise = (int) Math.floorMod(Math.round(-counterClockwise / 90), 4L);
        return switch (quartersClockwise) {
            case 1 -> cells[3] > 0 ? ",transpose=cclock_flip" : ",transpose=clock";
            case 2 -> (cells[0] < 0 ? ",hflip" : "") + (cells[4] < 0 ? ",vflip" : "");
            case 3 -> cells[3] < 0 ? ",transpose=clock_flip" : ",transpose=cclock";
            default -> cells[4] < 0 ? ",vflip" : "";
        };
    }

    /** Returns the width of the finished picture. */
    int uprightWidthPx() {
        return turn.contains("transpose") ? squareHeightPx : squareWidthPx;
    }

    /** Returns the height of the finished picture. */
    int uprightHeightPx() {
        return turn.contains("transpose") ? squareWidthPx : squareHeightPx;
    }

    /** Returns the filter graph that makes pictures of the given size, whatever the frame's own. */
    String description(int outputWidthPx, int outputHeightPx) {
        // Transparency lies over black.
        String opaque = hasAlpha(pixelFormat) ? ",format=gbrap,premultiply=inplace=1" : "";
        String fit = uprightWidthPx() == outputWidthPx && uprightHeightPx() == outputHeightPx
                ? ""
                : ",scale=" + outputWidthPx + ":" + outputHeightPx;
        return "buffer" + FilterPipeline.ENTRY + "=video_size=" + widthPx + "x" + heightPx + ":pix_fmt="
                + av_get_pix_fmt_name(pixelFormat).getString() + ":time_base=1/1:colorspace=" + colorspace + ":range="
                + range + opaque + ",scale=" + squareWidthPx + ":" + squareHeightPx
                + ":flags=bicubic+accurate_rnd+full_chroma_int,format=rgb24" + turn + fit + ",format=rgb24,buffersink"
                + FilterPipeline.EXIT;
    }
}
