package io.talkinghead.video;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.internal.engine.Settings;
import io.talkinghead.internal.file.NativeCache;
import io.talkinghead.internal.file.NativePlaces;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avfilter;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Loader;

/** Loads FFmpeg's libraries, or says which jar is missing. */
final class NativeLibraries {
    /** Names the folder that JavaCPP unpacks libraries into. */
    private static final String CACHE = "org.bytedeco.javacpp.cachedir";

    private NativeLibraries() {}

    /**
     * Loads the libraries unless they are loaded.
     *
     * @throws TalkingHeadException {@link ErrorCode#VIDEO_MODULE_MISSING} when they cannot be loaded
     */
    static synchronized void load() {
        Optional<String> cache = chosen() ? Optional.empty() : Cache.FOLDER;
        cache.ifPresent(folder -> System.setProperty(CACHE, folder));
        try {
            Libraries.load();
        } catch (LinkageError e) {
            throw missing(e);
        } finally {
            // It has kept the folder; another one of it in this JVM may be of another version.
            cache.ifPresent(folder -> System.clearProperty(CACHE));
        }
    }

    private static boolean chosen() {
        return System.getProperty(CACHE) != null || System.getProperty("org.bytedeco.javacpp.cacheDir") != null;
    }

    private static TalkingHeadException missing(LinkageError cause) {
        String platform = platform();
        return new TalkingHeadException(
                ErrorCode.VIDEO_MODULE_MISSING,
                "cannot load FFmpeg for " + platform + " (" + cause + "); add " + artifact("ffmpeg", platform) + " and "
                        + artifact("javacpp", platform)
                        + where(platform) + ", and see that libraries can be written to, and run from, the user's"
                        + " cache, or a folder named by the system property " + NativePlaces.PROPERTY,
                cause);
    }

    /** Nothing requires the modules of the libraries, so that they must be named where modules are. */
    private static String where(String platform) {
        return NativeLibraries.class.getModule().isNamed()
                ? " to the module path with --add-modules org.bytedeco.ffmpeg." + platform.replace('-', '.')
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

    /** Looked for once. */
    private static final class Cache {
        static final Optional<String> FOLDER = NativeCache.usable(Settings.nativePlaces())
                .map(place -> place.resolve("javacpp").toString());
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
