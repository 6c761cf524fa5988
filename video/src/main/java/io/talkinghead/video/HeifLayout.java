package io.talkinghead.video;

import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avformat.AV_STREAM_GROUP_PARAMS_TILE_GRID;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

import com.google.common.collect.ImmutableList;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.image.PictureSize;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avformat.AVStreamGroup;
import org.bytedeco.ffmpeg.avformat.AVStreamGroupTileGrid;

/**
 * Of which streams the main picture of a file is made, as its header says. Phones cut their photos into tiles of 512 px.
 *
 * @param widthPx of the picture, not yet upright; 0 where the header does not tell
 * @param heightPx of the picture, not yet upright; 0 where the header does not tell
 * @param canvas what the tiles cover together, of which the picture is a part
 * @param tiles at least one
 * @param extras what is said of the picture as a whole, with its length
 */
record HeifLayout(int widthPx, int heightPx, Canvas canvas, ImmutableList<Tile> tiles, Extras extras) {
    /**
     * The area of all tiles.
     *
     * @param widthPx of the area
     * @param heightPx of the area
     * @param leftPx where the picture begins in it
     * @param topPx where the picture begins in it
     */
    record Canvas(int widthPx, int heightPx, int leftPx, int topPx) {}

    /**
     * A stream with one picture, and where that goes.
     *
     * @param stream the stream's index
     * @param widthPx as the file's header says
     * @param heightPx as the file's header says
     * @param leftPx of the canvas
     * @param topPx of the canvas
     */
    record Tile(int stream, int widthPx, int heightPx, int leftPx, int topPx) {
        static Tile of(AVStream stream, int leftPx, int topPx) {
            return new Tile(
                    stream.index(), stream.codecpar().width(), stream.codecpar().height(), leftPx, topPx);
        }

        long pixels() {
            return (long) widthPx * heightPx;
        }
    }

    /**
     * FFmpeg's list of what is said of a picture.
     *
     * @param list of any content when the count is 0
     * @param count its length
     */
    record Extras(AVPacketSideData list, int count) {}

    /** Finds the main picture; the first one where none is marked as such. */
    static HeifLayout of(AVFormatContext context, NativeStatus status) {
        AVStreamGroup anyGrid = null;
        for (int i = 0; i < context.nb_stream_groups(); i++) {
            AVStreamGroup group = context.stream_groups(i);
            if (group.type() == AV_STREAM_GROUP_PARAMS_TILE_GRID) {
                if ((group.disposition() & AV_DISPOSITION_DEFAULT) != 0) {
                    return ofGrid(group, status);
                }
                anyGrid = anyGrid == null ? group : anyGrid;
            }
        }
        AVStream anyStream = null;
        for (int i = 0; i < context.nb_streams(); i++) {
            AVStream stream = context.streams(i);
            if (stream.codecpar().codec_type() == AVMEDIA_TYPE_VIDEO) {
                if ((stream.disposition() & AV_DISPOSITION_DEFAULT) != 0) {
                    return ofStream(stream);
                }
                anyStream = anyStream == null ? stream : anyStream;
            }
        }
        if (anyGrid != null) {
            return ofGrid(anyGrid, status);
        }
        if (anyStream != null) {
            return ofStream(anyStream);
        }
        throw status.failure("FFmpeg finds no picture in it");
    }

    private static HeifLayout ofStream(AVStream stream) {
        int width = stream.codecpar().width();
        int height = stream.codecpar().height();
        return new HeifLayout(
                width,
                height,
                new Canvas(width, height, 0, 0),
                ImmutableList.of(Tile.of(stream, 0, 0)),
                new Extras(
                        stream.codecpar().coded_side_data(), stream.codecpar().nb_coded_side_data()));
    }

    private static HeifLayout ofGrid(AVStreamGroup group, NativeStatus status) {
        AVStreamGroupTileGrid grid = group.params_tile_grid();
        ImmutableList.Builder<Tile> tiles = ImmutableList.builder();
        for (int i = 0; i < grid.nb_tiles(); i++) {
            int place = grid.offsets_idx(i);
            if (place < 0 || place >= group.nb_streams()) {
                throw status.failure("one of its tiles is not there");
            }
            tiles.add(Tile.of(group.streams(place), grid.offsets_horizontal(i), grid.offsets_vertical(i)));
        }
        HeifLayout layout = new HeifLayout(
                grid.width(),
                grid.height(),
                new Canvas(grid.coded_width(), grid.coded_height(), grid.horizontal_offset(), grid.vertical_offset()),
                tiles.build(),
                new Extras(grid.coded_side_data(), grid.nb_coded_side_data()));
        layout.checkGrid(status);
        return layout;
    }

    /** FFmpeg hands on what the file says; what would write beyond the canvas is refused here. */
    private void checkGrid(NativeStatus status) {
        boolean within = widthPx > 0
                && heightPx > 0
                && canvas.leftPx >= 0
                && canvas.topPx >= 0
                && widthPx <= canvas.widthPx - canvas.leftPx
                && heightPx <= canvas.heightPx - canvas.topPx;
        if (!within || tiles.isEmpty()) {
            throw status.failure("its tiles do not cover its picture");
        }
        for (Tile tile : tiles) {
            if (tile.widthPx <= 0 || tile.heightPx <= 0) {
                throw status.failure("it does not tell the size of its tiles");
            }
            if (tile.leftPx < 0 || tile.topPx < 0 || tile.leftPx >= canvas.widthPx || tile.topPx >= canvas.heightPx) {
                throw status.failure("one of its tiles lies outside its picture");
            }
        }
    }

    /**
     * Refuses a picture that is too large, or whose tiles together are.
     *
     * @param bytes of the file
     * @throws TalkingHeadException {@link ErrorCode#IMAGE_TOO_LARGE} naming the size
     */
    void checkSize(String source, long bytes, long maxPixels) {
        // Tiles reach beyond the right and the lower edge, but never by as much as the picture once more.
        boolean tooLarge = (long) widthPx * heightPx > maxPixels
                || (long) canvas.widthPx * canvas.heightPx > 2 * maxPixels
                || tiles.stream().mapToLong(Tile::pixels).sum() > 2 * maxPixels;
        if (tooLarge) {
            throw new TalkingHeadException(
                    ErrorCode.IMAGE_TOO_LARGE,
                    source + " has " + widthPx + " x " + heightPx + " pixels in " + tiles.size() + " tiles; at most "
                            + maxPixels + " are read; make it smaller first");
        }
        PictureSize.check((long) widthPx * heightPx, bytes, source);
    }
}
