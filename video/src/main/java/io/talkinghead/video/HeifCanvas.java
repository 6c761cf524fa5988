package io.talkinghead.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_CROP_UNALIGNED;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_apply_cropping;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_copy_props;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_image_copy_plane;
import static org.bytedeco.ffmpeg.global.avutil.av_image_fill_black;
import static org.bytedeco.ffmpeg.global.avutil.av_image_get_linesize;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_count_planes;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import io.talkinghead.video.HeifLayout.Canvas;
import io.talkinghead.video.HeifLayout.Tile;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.javacpp.SizeTPointer;
import org.jspecify.annotations.Nullable;

/**
 * Owner of the decoded picture, in the file's own colours. Tiles are put together before these are converted, so that no
 * seams are seen.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
final class HeifCanvas implements AutoCloseable {
    private final HeifLayout layout;
    private final long maxPixels;
    private final NativeStatus status;
    private @Nullable AVFrame frame;

    private HeifCanvas(HeifLayout layout, long maxPixels, NativeStatus status) {
        this.layout = layout;
        this.maxPixels = maxPixels;
        this.status = status;
    }

    /**
     * Decodes all tiles of a picture.
     *
     * @param maxPixels of a picture whose size the header does not tell
     */
    static HeifCanvas of(HeifFile file, HeifLayout layout, long maxPixels, NativeStatus status) {
        HeifCanvas canvas = new HeifCanvas(layout, maxPixels, status);
        try {
            canvas.fill(file);
            return canvas;
        } catch (RuntimeException e) {
            canvas.close();
            throw e;
        }
    }

    private void fill(HeifFile file) {
        boolean[] done = new boolean[layout.tiles().size()];
        int left = done.length;
        while (left > 0) {
            if (!file.read()) {
                throw status.failure(
                        "it is damaged or cut off: " + left + " of its " + done.length + " tiles cannot be read");
            }
            for (int i = 0; i < done.length; i++) {
                Tile tile = layout.tiles().get(i);
                // An animation has more packets of the same stream; the first is shown.
                if (!done[i] && tile.stream() == file.packet().stream_index()) {
                    place(decode(file, tile), tile);
                    done[i] = true;
                    left--;
                }
            }
        }
        crop();
    }

    private AVFrame decode(HeifFile file, Tile tile) {
        long most = tile.pixels() == 0 ? maxPixels : StillDecoder.most(tile.widthPx(), tile.heightPx());
        return StillDecoder.decode(file.context().streams(tile.stream()), file.packet(), most, status);
    }

    /** Takes a decoded tile over. */
    private void place(AVFrame decoded, Tile tile) {
        if (layout.tiles().size() == 1) {
            frame = decoded;
            return;
        }
        try {
            AVFrame target = frame == null ? allocate(decoded) : frame;
            frame = target;
            boolean fits = decoded.format() == target.format()
                    && decoded.width() == tile.widthPx()
                    && decoded.height() == tile.heightPx();
            if (!fits) {
                throw status.failure("its tiles differ from each other, or from what its header says");
            }
            copy(decoded, target, tile);
        } finally {
            av_frame_free(decoded);
        }
    }

    private AVFrame allocate(AVFrame first) {
        Canvas area = layout.canvas();
        AVFrame target = status.present(av_frame_alloc(), "making a frame");
        try (SizeTPointer strides = new SizeTPointer(4)) {
            status.check(av_frame_copy_props(target, first), "making a frame");
            target.format(first.format());
            target.width(area.widthPx());
            target.height(area.heightPx());
            status.check(av_frame_get_buffer(target, 0), "making a frame");
            for (int plane = 0; plane < 4; plane++) {
                strides.put(plane, target.linesize(plane));
            }
            // What no tile covers.
            av_image_fill_black(
                    target.data(), strides, target.format(), target.color_range(), area.widthPx(), area.heightPx());
            return target;
        } catch (RuntimeException e) {
            av_frame_free(target);
            throw e;
        }
    }

    private void copy(AVFrame from, AVFrame to, Tile tile) {
        AVPixFmtDescriptor format = status.present(av_pix_fmt_desc_get(to.format()), "looking at the colours");
        int stepX = 1 << format.log2_chroma_w();
        int stepY = 1 << format.log2_chroma_h();
        if (tile.leftPx() % stepX != 0 || tile.topPx() % stepY != 0) {
            throw status.failure("its tiles begin between two colour samples");
        }
        int width = Math.min(from.width(), to.width() - tile.leftPx());
        int height = Math.min(from.height(), to.height() - tile.topPx());
        for (int plane = 0; plane < av_pix_fmt_count_planes(to.format()); plane++) {
            boolean chroma = plane == 1 || plane == 2;
            int shift = chroma ? format.log2_chroma_h() : 0;
            // Upwards, as FFmpeg does.
            int rows = (height + (1 << shift) - 1) >> shift;
            long offset = (long) (tile.topPx() >> shift) * to.linesize(plane)
                    + av_image_get_linesize(to.format(), tile.leftPx(), plane);
            av_image_copy_plane(
                    to.data(plane).position(offset),
                    to.linesize(plane),
                    from.data(plane),
                    from.linesize(plane),
                    av_image_get_linesize(to.format(), width, plane),
                    rows);
        }
    }

    private void crop() {
        AVFrame target = frame();
        Canvas area = layout.canvas();
        int right = target.width() - area.leftPx() - layout.widthPx();
        int bottom = target.height() - area.topPx() - layout.heightPx();
        boolean partOfIt = layout.widthPx() > 0 && right >= 0 && bottom >= 0;
        if (!partOfIt) {
            return;
        }
        target.crop_left(area.leftPx());
        target.crop_top(area.topPx());
        target.crop_right(right);
        target.crop_bottom(bottom);
        status.check(av_frame_apply_cropping(target, AV_FRAME_CROP_UNALIGNED), "cutting it out of its tiles");
    }

    /** Returns the picture, not yet upright; it stays this owner's. */
    AVFrame frame() {
        return status.present(frame, "decoding it");
    }

    @Override
    public void close() {
        if (frame != null) {
            av_frame_free(frame);
            frame = null;
        }
    }
}
