package io.talkinghead.video;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_ALPHA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_BITSTREAM;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_HWACCEL;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_PAL;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt_name;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import io.talkinghead.spi.video.PictureWindow;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;

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
 * @param turn what makes it upright
 */
record PictureFilter(
        int widthPx,
        int heightPx,
        int pixelFormat,
        int colorspace,
        int range,
        int squareWidthPx,
        int squareHeightPx,
        Turn turn) {
    private static final int HD_HEIGHT_PX = 720;
    private static final String EXACT = "bicubic+accurate_rnd+full_chroma_int";
    /** Pixel formats whose parts cannot be addressed. */
    private static final int UNCUT = AV_PIX_FMT_FLAG_BITSTREAM | AV_PIX_FMT_FLAG_HWACCEL | AV_PIX_FMT_FLAG_PAL;

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
                Turn.of(frame));
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

    /** Returns the width of the finished picture. */
    int uprightWidthPx() {
        return turn.transposed() ? squareHeightPx : squareWidthPx;
    }

    /** Returns the height of the finished picture. */
    int uprightHeightPx() {
        return turn.transposed() ? squareWidthPx : squareHeightPx;
    }

    /** Tells whether a part of the stored picture is the same part of the finished one, but for its turn. */
    boolean canBeCut() {
        AVPixFmtDescriptor description = av_pix_fmt_desc_get(pixelFormat);
        return description != null
                && (description.flags() & UNCUT) == 0
                && squareWidthPx == widthPx
                && squareHeightPx == heightPx;
    }

    /** Returns the filter graph that makes pictures of the given size, whatever the frame's own. */
    String description(int outputWidthPx, int outputHeightPx) {
        String fit = uprightWidthPx() == outputWidthPx && uprightHeightPx() == outputHeightPx
                ? ""
                : ",scale=" + outputWidthPx + ":" + outputHeightPx;
        return entry(widthPx, heightPx) + ",scale=" + squareWidthPx + ":" + squareHeightPx + ":flags=" + EXACT
                + ",format=rgb24" + turn.filters() + fit + ",format=rgb24,buffersink" + FilterPipeline.EXIT;
    }

    /**
     * Returns the filter graph that makes a part of the picture.
     *
     * @param stored the part as it is stored
     */
    String partDescription(PictureWindow stored) {
        // Shrunk first, in the planes as they are: FFmpeg has a quick way to RGB for pictures that keep their size.
        String planes = isYuv(pixelFormat) && !hasAlpha(pixelFormat) ? ",format=yuv420p,scale" : "";
        return entry(stored.widthPx(), stored.heightPx()) + ",scale=" + stored.madeWidthPx() + ":"
                + stored.madeHeightPx() + ":flags=area" + planes + ",format=rgb24" + turn.filters()
                + ",format=rgb24,buffersink" + FilterPipeline.EXIT;
    }

    private String entry(int width, int height) {
        // Transparency lies over black.
        String opaque = hasAlpha(pixelFormat) ? ",format=gbrap,premultiply=inplace=1" : "";
        return "buffer" + FilterPipeline.ENTRY + "=video_size=" + width + "x" + height + ":pix_fmt="
                + av_get_pix_fmt_name(pixelFormat).getString() + ":time_base=1/1:colorspace=" + colorspace + ":range="
                + range + opaque;
    }
}
