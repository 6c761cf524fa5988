package io.talkinghead.video;

import static org.bytedeco.ffmpeg.global.avfilter.AV_BUFFERSRC_FLAG_KEEP_REF;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_frame;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_set_frame_size;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersrc_add_frame_flags;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_config;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_free;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_get_filter;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_parse_ptr;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avfilter.AVFilterInOut;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * Owner of an FFmpeg filter graph with one entry and one exit, and of the frame that comes out.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
final class FilterPipeline implements AutoCloseable {
    /** The name of the entry in a description, after its {@code buffer} or {@code abuffer}. */
    static final String ENTRY = "@entry";

    /** The name of the exit in a description, after its {@code buffersink} or {@code abuffersink}. */
    static final String EXIT = "@exit";

    private final NativeStatus status;
    private final AVFilterGraph graph;
    private final AVFrame output;
    private final AVFilterContext entry;
    private final AVFilterContext exit;

    private FilterPipeline(
            NativeStatus status, AVFilterGraph graph, AVFrame output, AVFilterContext entry, AVFilterContext exit) {
        this.status = status;
        this.graph = graph;
        this.output = output;
        this.entry = entry;
        this.exit = exit;
    }

    /**
     * Builds a graph.
     *
     * @param description in FFmpeg's filter language, entry and exit included
     * @param kind empty for pictures, {@code a} for sound
     */
    static FilterPipeline open(String description, String kind, NativeStatus status) {
        AVFilterGraph graph = status.present(avfilter_graph_alloc(), "making a filter");
        AVFrame output = av_frame_alloc();
        try {
            status.present(output, "making a frame");
            graph.nb_threads(1);
            AVFilterInOut none = null;
            status.check(avfilter_graph_parse_ptr(graph, description, none, none, null), "the filter " + description);
            status.check(avfilter_graph_config(graph, null), "the filter " + description);
            AVFilterContext entry =
                    status.present(avfilter_graph_get_filter(graph, kind + "buffer" + ENTRY), "finding the entry");
            AVFilterContext exit =
                    status.present(avfilter_graph_get_filter(graph, kind + "buffersink" + EXIT), "finding the exit");
            return new FilterPipeline(status, graph, output, entry, exit);
        } catch (RuntimeException e) {
            av_frame_free(output);
            avfilter_graph_free(graph);
            throw e;
        }
    }

    /** Makes every sound frame that comes out, but the last, this long. */
    void frameSize(int samples) {
        av_buffersink_set_frame_size(exit, samples);
    }

    /** Puts a frame in, which stays the caller's; null tells the end. */
    void push(@Nullable AVFrame frame) {
        status.check(av_buffersrc_add_frame_flags(entry, frame, AV_BUFFERSRC_FLAG_KEEP_REF), "filtering a frame");
    }

    /** Takes the next frame out into {@link #output()}; false when there is none yet, or no more. */
    boolean pull() {
        av_frame_unref(output);
        int result = av_buffersink_get_frame(exit, output);
        if (result == AVERROR_EAGAIN() || result == AVERROR_EOF) {
            return false;
        }
        status.check(result, "filtering a frame");
        return true;
    }

    /** Returns the frame that {@link #pull()} filled; it changes with the next pull. */
    AVFrame output() {
        return output;
    }

    @Override
    public void close() {
        av_frame_free(output);
        avfilter_graph_free(graph);
    }
}
