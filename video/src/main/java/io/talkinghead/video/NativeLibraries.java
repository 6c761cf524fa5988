package io.talkinghead.video;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import java.io.IOException;
import java.util.Locale;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avfilter;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Loader;

/** Loads FFmpeg's libraries, or says which jar is missing. */
final class NativeLibraries {
    private NativeLibraries() {}

    /**
     * Loads the libraries unless they are loaded.
     *
     * @throws TalkingHeadException {@link ErrorCode#VIDEO_MODULE_MISSING} when they cannot be loaded
     */
    static void load() {
        try {
            Libraries.load();
        } catch (LinkageError e) {
            throw missing(e);
        }
    }

    private static TalkingHeadException missing(LinkageError cause) {
        String platform = platform();
        return new TalkingHeadException(
                ErrorCode.VIDEO_MODULE_MISSING,
                "cannot load FFmpeg for " + platform + " (" + cause + "); add " + artifact("ffmpeg", platform) + " and "
                        + artifact("javacpp", platform)
                        + place() + ", and let the user's home or temporary folder be writable",
                cause);
    }

    /** On the module path nothing requires the modules of one platform, so they must be asked for. */
    private static String place() {
        return NativeLibraries.class.getModule().isNamed()
                ? " to the module path, start with --add-modules ALL-MODULE-PATH"
                : " to the class path";
    }

    private static String artifact(String name, String platform) {
        return "org.bytedeco:" + name + ":jar:" + platform + version(name);
    }

    private static String version(String name) {
        try {
            String version = Loader.getVersion("org.bytedeco", name);
            return version == null ? "" : ":" + version;
        } catch (IOException | LinkageError e) {
            return "";
        }
    }

    private static String platform() {
        try {
            return Loader.getPlatform();
        } catch (LinkageError e) {
            return System.getProperty("os.name", "?").toLowerCase(Locale.ROOT) + "-" + System.getProperty("os.arch");
        }
    }

    /** Apart, so that the outer type links even without the presets' jars. */
    private static final class Libraries {
        static void load() {
            Loader.load(avutil.class);
            Loader.load(avcodec.class);
            Loader.load(avformat.class);
            Loader.load(avfilter.class);
            // FFmpeg writes to stderr by default; every failure reaches the caller as an exception instead. The level
            // belongs to the whole process, so a level chosen by the application stays.
            if (avutil.av_log_get_level() == avutil.AV_LOG_INFO) {
                avutil.av_log_set_level(avutil.AV_LOG_QUIET);
            }
        }
    }
}
