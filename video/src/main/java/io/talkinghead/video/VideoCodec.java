package io.talkinghead.video;

import com.google.common.collect.ImmutableMap;
import io.talkinghead.spi.video.VideoFormat;

/**
 * How pictures are put into a container.
 *
 * @param encoder FFmpeg's name
 * @param pixelFormat the encoder's, by FFmpeg's name
 * @param sizes that the encoder takes
 * @param bitsPerPixel the bit rate aimed at, per pixel and frame; 0 where the encoder goes by quality alone
 * @param options of the encoder
 */
record VideoCodec(
        String encoder, String pixelFormat, Sizes sizes, double bitsPerPixel, ImmutableMap<String, String> options) {
    private static final int HD_HEIGHT_PX = 720;
    private static final int KEY_FRAME_SECONDS = 4;
    private static final int BLOCK_PX = 16;

    static VideoCodec openH264() {
        return new VideoCodec(
                "libopenh264",
                "yuv420p",
                // Beyond them it fails, at the latest with the first picture; the blocks are level 5.2's.
                new Sizes(2, 16, 65_534, 36_864),
                0.35,
                ImmutableMap.of("rc_mode", "quality", "qmin", "14", "qmax", "26", "profile", "high"));
    }

    /** For what OpenH264 does not take, and builds of FFmpeg without it: files are larger, and browsers do not play it. */
    static VideoCodec mpeg4() {
        return new VideoCodec(
                "mpeg4",
                "yuv420p",
                new Sizes(2, 2, 8190, Long.MAX_VALUE),
                0.6,
                ImmutableMap.of("qmin", "2", "qmax", "6"));
    }

    static VideoCodec vp9() {
        return new VideoCodec(
                "libvpx-vp9",
                "yuv420p",
                new Sizes(2, 2, 65_534, Long.MAX_VALUE),
                0,
                ImmutableMap.of(
                        "crf", "24", "deadline", "realtime", "cpu-used", "6", "row-mt", "1", "tile-columns", "1"));
    }

    static VideoCodec gif() {
        return new VideoCodec("gif", "pal8", new Sizes(1, 1, 65_535, Long.MAX_VALUE), 0, ImmutableMap.of());
    }

    /** Tells whether the encoder takes pictures of this size, once they are padded. */
    boolean takes(VideoFormat format) {
        int width = padded(format.widthPx());
        int height = padded(format.heightPx());
        return Math.min(width, height) >= sizes.leastSidePx()
                && Math.max(width, height) <= sizes.mostSidePx()
                && (width + BLOCK_PX - 1L) / BLOCK_PX * ((height + BLOCK_PX - 1) / BLOCK_PX) <= sizes.mostBlocks();
    }

    /** Returns the smallest side that the encoder can divide and that is not less than the given one. */
    int padded(int sidePx) {
        int multiple = sizes.sideMultiple();
        return (sidePx + multiple - 1) / multiple * multiple;
    }

    /** Returns everything the encoder is told. */
    ImmutableMap<String, String> settings(VideoFormat format, Rational timeBase) {
        int width = padded(format.widthPx());
        int height = padded(format.heightPx());
        ImmutableMap.Builder<String, String> settings = ImmutableMap.<String, String>builder()
                .putAll(options)
                .put("video_size", width + "x" + height)
                .put("pixel_format", pixelFormat)
                .put("time_base", timeBase.toString());
        if (isPalette()) {
            return settings.buildOrThrow();
        }
        double pixelRate = (double) width * height * format.framesPerSecond();
        return settings.put("b", Long.toString(Math.round(bitsPerPixel * pixelRate)))
                .put("g", Long.toString(Math.max(1, Math.round(KEY_FRAME_SECONDS * format.framesPerSecond()))))
                .put(
                        "threads",
                        Integer.toString(Math.min(4, Runtime.getRuntime().availableProcessors())))
                .put("flags", "+global_header")
                .put("colorspace", matrix(height))
                .put("color_range", "tv")
                .put("color_primaries", "bt709")
                .put("color_trc", "bt709")
                .buildOrThrow();
    }

    /** Returns the filter graph from RGB pictures to the encoder's. */
    String description(VideoFormat format, Rational timeBase) {
        int width = padded(format.widthPx());
        int height = padded(format.heightPx());
        String entry = "buffer" + FilterPipeline.ENTRY + "=video_size=" + width + "x" + height
                + ":pix_fmt=rgb24:colorspace=gbr:range=pc:time_base=" + timeBase;
        String convert = isPalette()
                ? ",split[a][b];[a]palettegen=stats_mode=single[p];[b][p]paletteuse=new=1:dither=sierra2_4a"
                : ",scale=out_color_matrix=" + matrix(height)
                        + ":out_range=tv:flags=bicubic+accurate_rnd+full_chroma_inp,format=" + pixelFormat;
        return entry + convert + ",buffersink" + FilterPipeline.EXIT;
    }

    private boolean isPalette() {
        return "pal8".equals(pixelFormat);
    }

    /** The customary matrix of the size is written and named, so that players that ignore the name are right too. */
    private static String matrix(int heightPx) {
        return heightPx >= HD_HEIGHT_PX ? "bt709" : "smpte170m";
    }

    /**
     * What an encoder takes.
     *
     * @param sideMultiple what both sides must be divisible by
     * @param leastSidePx of both sides
     * @param mostSidePx of both sides
     * @param mostBlocks of 16 x 16 px in a picture
     */
    record Sizes(int sideMultiple, int leastSidePx, int mostSidePx, long mostBlocks) {}
}
