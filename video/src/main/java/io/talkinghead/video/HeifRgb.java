package io.talkinghead.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_ICC_PROFILE;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_new_side_data;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_remove_side_data;

import io.talkinghead.image.Frame;
import io.talkinghead.video.HeifLayout.Extras;
import java.awt.Transparency;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;

/** Makes an upright RGB picture, with its colour space, of a decoded one. */
final class HeifRgb {
    private static final Rational SQUARE = new Rational(1, 1);
    private static final int CHANNELS = 3;

    private final AVFrame decoded;
    private final NativeStatus status;

    HeifRgb(AVFrame decoded, NativeStatus status) {
        this.decoded = decoded;
        this.status = status;
    }

    /**
     * Converts the picture.
     *
     * @param whole what the file says of the picture
     * @param part what the file says of its first tile
     */
    BufferedImage image(Extras whole, AVCodecParameters part) {
        HeifColours colours = HeifColours.of(part, decoded);
        decoded.colorspace(colours.matrix());
        decoded.color_range(colours.range());
        decoded.pts(0);
        turn(whole);
        PictureFilter filter = PictureFilter.from(decoded, SQUARE);
        Optional<ICC_Profile> profile =
                profile(whole).or(() -> profile(new Extras(part.coded_side_data(), part.nb_coded_side_data())));
        try (FilterPipeline upright = open(filter.description(filter.uprightWidthPx(), filter.uprightHeightPx()))) {
            AVFrame rgb = passed(decoded, upright);
            String toSrgb = colours.toSrgb(rgb.width(), rgb.height());
            if (profile.isPresent()) {
                // It goes before what the numbers say of the colours.
                return profiled(PictureConverter.copy(rgb), profile.get());
            }
            if (toSrgb.isEmpty()) {
                return PictureConverter.copy(rgb).toBufferedImage();
            }
            try (FilterPipeline srgb = open(toSrgb)) {
                return PictureConverter.copy(passed(rgb, srgb)).toBufferedImage();
            }
        }
    }

    private FilterPipeline open(String description) {
        return FilterPipeline.open(description, "", status);
    }

    private AVFrame passed(AVFrame frame, FilterPipeline pipeline) {
        pipeline.push(frame);
        if (!pipeline.pull()) {
            throw status.failure("it was lost in its conversion to RGB");
        }
        return pipeline.output();
    }

    /** The codec and EXIF may know a turn as well; the container's alone counts. */
    private void turn(Extras whole) {
        av_frame_remove_side_data(decoded, AV_FRAME_DATA_DISPLAYMATRIX);
        byte[] matrix = bytes(whole, AV_PKT_DATA_DISPLAYMATRIX);
        if (matrix.length > 0) {
            AVFrameSideData copy = status.present(
                    av_frame_new_side_data(decoded, AV_FRAME_DATA_DISPLAYMATRIX, matrix.length), "making a frame");
            copy.data().put(matrix);
        }
    }

    private static byte[] bytes(Extras extras, int type) {
        AVPacketSideData found =
                extras.count() == 0 ? null : av_packet_side_data_get(extras.list(), extras.count(), type);
        if (found == null || found.isNull()) {
            return new byte[0];
        }
        byte[] bytes = new byte[Math.toIntExact(found.size())];
        found.data().get(bytes);
        return bytes;
    }

    private static Optional<ICC_Profile> profile(Extras extras) {
        try {
            ICC_Profile profile = ICC_Profile.getInstance(bytes(extras, AV_PKT_DATA_ICC_PROFILE));
            return profile.getNumComponents() == CHANNELS ? Optional.of(profile) : Optional.empty();
        } catch (IllegalArgumentException e) {
            // None, or a damaged one, which is no reason to refuse the picture.
            return Optional.empty();
        }
    }

    private static BufferedImage profiled(Frame rgb, ICC_Profile profile) {
        ComponentColorModel model = new ComponentColorModel(
                new ICC_ColorSpace(profile), false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE);
        DataBufferByte pixels = new DataBufferByte(rgb.rgb(), rgb.rgb().length);
        int width = rgb.widthPx();
        return new BufferedImage(
                model,
                Raster.createInterleavedRaster(
                        pixels, width, rgb.heightPx(), CHANNELS * width, CHANNELS, new int[] {0, 1, 2}, null),
                false,
                null);
    }
}
