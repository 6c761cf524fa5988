package io.talkinghead.video;

import static com.google.common.base.Preconditions.checkArgument;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_CROP_UNALIGNED;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_apply_cropping;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import io.talkinghead.image.Frame;
import io.talkinghead.spi.video.PictureWindow;
import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/**
 * Makes decoded pictures upright RGB: all of them, or parts straight from the decoder's planes. Owner of the filters that do it.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
final class PictureConverter implements AutoCloseable {
    /** As many filters as a face needs that is followed, lost and found, and whose size wavers between two steps. */
    private static final int MAX_PIPELINES = 4;

    private final NativeStatus status;
    private final int widthPx;
    private final int heightPx;
    private final AVFrame view;
    private final Deque<Made> pipelines = new ArrayDeque<>();

    /**
     * Makes a converter.
     *
     * @param widthPx of all upright pictures, whatever their own
     * @param heightPx of all upright pictures
     */
    PictureConverter(int widthPx, int heightPx, NativeStatus status) {
        this.status = status;
        this.widthPx = widthPx;
        this.heightPx = heightPx;
        view = status.present(av_frame_alloc(), "making a frame");
    }

    /** Makes a whole picture. */
    Frame whole(AVFrame decoded, PictureFilter filter) {
        decoded.pts(0);
        return converted(decoded, filter.description(widthPx, heightPx));
    }

    /** Tells whether {@link #part} can make parts of such a picture. */
    boolean makesParts(PictureFilter filter) {
        return filter.canBeCut() && filter.uprightWidthPx() == widthPx && filter.uprightHeightPx() == heightPx;
    }

    /** Makes a part of a picture. */
    Frame part(AVFrame decoded, PictureFilter filter, PictureWindow window) {
        checkArgument(
                window.leftPx() + window.widthPx() <= widthPx && window.topPx() + window.heightPx() <= heightPx,
                "%s is not within a picture of %s x %s px",
                window,
                widthPx,
                heightPx);
        PictureWindow stored = filter.turn().stored(window.withoutRest(), decoded.width(), decoded.height());
        av_frame_unref(view);
        status.check(av_frame_ref(view, decoded), "looking at a part of a picture");
        view.crop_left(stored.leftPx());
        view.crop_top(stored.topPx());
        view.crop_right((long) decoded.width() - stored.leftPx() - stored.widthPx());
        view.crop_bottom((long) decoded.height() - stored.topPx() - stored.heightPx());
        status.check(av_frame_apply_cropping(view, AV_FRAME_CROP_UNALIGNED), "looking at a part of a picture");
        view.pts(0);
        try {
            return converted(view, filter.partDescription(stored));
        } finally {
            // The decoder needs the picture's memory again.
            av_frame_unref(view);
        }
    }

    private Frame converted(AVFrame picture, String description) {
        FilterPipeline pipeline = pipelineFor(description);
        pipeline.push(picture);
        if (!pipeline.pull()) {
            throw status.failure("a picture was lost in its conversion to RGB");
        }
        return copy(pipeline.output());
    }

    /** Streams may change size, colours or direction on the way, and windows their size. */
    private FilterPipeline pipelineFor(String description) {
        for (Made made : pipelines) {
            if (made.description().equals(description)) {
                return made.pipeline();
            }
        }
        if (pipelines.size() == MAX_PIPELINES) {
            pipelines.removeFirst().pipeline().close();
        }
        FilterPipeline pipeline = FilterPipeline.open(description, "", status);
        pipelines.addLast(new Made(description, pipeline));
        return pipeline;
    }

    /** Copies an RGB frame. */
    static Frame copy(AVFrame rgb) {
        int width = rgb.width();
        int height = rgb.height();
        int stride = rgb.linesize(0);
        byte[] pixels = new byte[3 * width * height];
        BytePointer data = rgb.data(0);
        for (int y = 0; y < height; y++) {
            data.position((long) y * stride).get(pixels, 3 * width * y, 3 * width);
        }
        return Frame.of(width, height, pixels);
    }

    @Override
    public void close() {
        pipelines.forEach(made -> made.pipeline().close());
        av_frame_free(view);
    }

    /** A filter and what it was made of. */
    private record Made(String description, FilterPipeline pipeline) {}
}
