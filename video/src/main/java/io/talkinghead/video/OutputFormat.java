package io.talkinghead.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MP3;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_OPUS;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VORBIS;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** The kinds of files written, with what goes into them. */
@SuppressWarnings("ImmutableEnumChecker") // Its codecs are records of constants.
enum OutputFormat {
    /** H.264 and AAC, the index first so that it plays while it loads. */
    MP4(
            ImmutableMap.of("movflags", "+faststart"),
            ImmutableList.of(VideoCodec.openH264(), VideoCodec.mpeg4()),
            Optional.of(new SoundCodec("aac", "fltp", "192k", ImmutableSet.of(AV_CODEC_ID_AAC, AV_CODEC_ID_MP3)))),

    /** VP9 and Opus. */
    WEBM(
            ImmutableMap.of(),
            ImmutableList.of(VideoCodec.vp9()),
            Optional.of(
                    new SoundCodec("libopus", "flt", "128k", ImmutableSet.of(AV_CODEC_ID_OPUS, AV_CODEC_ID_VORBIS)))),

    /** A palette of its own for every picture; silent. */
    GIF(ImmutableMap.of(), ImmutableList.of(VideoCodec.gif()), Optional.empty());

    private final ImmutableMap<String, String> options;
    private final ImmutableList<VideoCodec> videoCodecs;
    private final Optional<SoundCodec> soundCodec;

    OutputFormat(
            ImmutableMap<String, String> options,
            ImmutableList<VideoCodec> videoCodecs,
            Optional<SoundCodec> soundCodec) {
        this.options = options;
        this.videoCodecs = videoCodecs;
        this.soundCodec = soundCodec;
    }

    /** Returns the format that a file name's extension stands for. */
    static OutputFormat from(Path file, NativeStatus status) {
        Path name = file.getFileName();
        String lower = name == null ? "" : name.toString().toLowerCase(Locale.ROOT);
        for (OutputFormat format : values()) {
            if (lower.endsWith("." + format.muxer())) {
                return format;
            }
        }
        throw status.failure("its extension is none of .mp4, .webm and .gif");
    }

    /** Returns FFmpeg's name of the container, which is the extension too. */
    String muxer() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the options of the container. */
    ImmutableMap<String, String> options() {
        return options;
    }

    /** Returns the codecs for pictures, best first; not every build of FFmpeg has all. */
    ImmutableList<VideoCodec> videoCodecs() {
        return videoCodecs;
    }

    /** Returns what is known of sound; nothing when the format is silent. */
    Optional<SoundCodec> soundCodec() {
        return soundCodec;
    }
}
