package io.talkinghead.video;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT2020_10;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT2020_12;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_IEC61966_2_1;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_UNSPECIFIED;

import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * What the samples of a HEIC or AVIF picture mean, in FFmpeg's numbers. The container's word goes before the codec's, as
 * MIAF (ISO/IEC 23000-22) demands; where neither says anything, they are full-range YCbCr of BT.601, and the colours sRGB.
 *
 * @param primaries of the colours
 * @param transfer the curve
 * @param matrix from YCbCr
 * @param range of the samples
 */
record HeifColours(int primaries, int transfer, int matrix, int range) {
    /** The curves of cameras are shown as sRGB's. */
    private static final Set<Integer> SHOWN_AS_SRGB = Set.of(
            AVCOL_TRC_UNSPECIFIED,
            AVCOL_TRC_IEC61966_2_1,
            AVCOL_TRC_BT709,
            AVCOL_TRC_SMPTE170M,
            AVCOL_TRC_BT2020_10,
            AVCOL_TRC_BT2020_12);

    private static final int RESERVED = 0;

    /** Where ordinary pictures have their white in BT.2100, in cd/m2; what is brighter is cut off. */
    private static final int WHITE_NITS = 203;

    /** Looks at what the container says of a stream and the codec of its decoded picture. */
    static HeifColours of(AVCodecParameters container, AVFrame codec) {
        return new HeifColours(
                first(container.color_primaries(), codec.color_primaries(), AVCOL_PRI_BT709),
                first(container.color_trc(), codec.color_trc(), AVCOL_TRC_IEC61966_2_1),
                container.color_space() == AVCOL_SPC_UNSPECIFIED
                        ? first(codec.colorspace(), AVCOL_SPC_UNSPECIFIED, AVCOL_SPC_SMPTE170M)
                        : container.color_space(),
                container.color_range() == AVCOL_RANGE_UNSPECIFIED
                        ? codec.color_range() == AVCOL_RANGE_UNSPECIFIED ? AVCOL_RANGE_JPEG : codec.color_range()
                        : container.color_range());
    }

    /** The number for what is not specified is the same for primaries, curves and matrices. */
    private static int first(int container, int codec, int otherwise) {
        if (container != AVCOL_PRI_UNSPECIFIED && container != RESERVED) {
            return container;
        }
        return codec == AVCOL_PRI_UNSPECIFIED || codec == RESERVED ? otherwise : codec;
    }

    /** Returns the filter graph from RGB pictures of these colours to sRGB; empty where they are sRGB's. */
    String toSrgb(int widthPx, int heightPx) {
        boolean usualCurve = SHOWN_AS_SRGB.contains(transfer);
        if (primaries == AVCOL_PRI_BT709 && usualCurve) {
            return "";
        }
        int curve = usualCurve ? AVCOL_TRC_IEC61966_2_1 : transfer;
        return "buffer" + FilterPipeline.ENTRY + "=video_size=" + widthPx + "x" + heightPx
                + ":pix_fmt=rgb24:time_base=1/1:colorspace=gbr:range=pc,format=gbrp,zscale=matrixin=gbr:rangein=full:primariesin="
                + primaries + ":transferin=" + curve + ":matrix=gbr:range=full:primaries=" + AVCOL_PRI_BT709
                + ":transfer=" + AVCOL_TRC_IEC61966_2_1 + ":npl=" + WHITE_NITS
                + ",format=rgb24,buffersink" + FilterPipeline.EXIT;
    }
}
