package io.talkinghead.tensorrt;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where this backend keeps things and how long it waits.
 *
 * @param cache folder of compiled networks
 * @param buildLimit longest time one network may take to compile
 * @param half whether networks compute with 16 bits where that is safe
 */
record Settings(Path cache, Duration buildLimit, boolean half) {
    /** Names the folder of compiled networks. */
    static final String CACHE = "talkinghead.tensorrt.cache";
    /** Names the time limit of a compilation, as in {@code PT30M}. */
    static final String LIMIT = "talkinghead.tensorrt.limit";
    /** Names the precision: {@code fp16} or {@code fp32}. */
    static final String PRECISION = "talkinghead.tensorrt.precision";

    private static final String DEFAULT_LIMIT = "PT30M";

    /** Reads the system properties. */
    static Settings read() {
        String cache = System.getProperty(CACHE);
        String precision = property(PRECISION, "fp16");
        if (!precision.equals("fp16") && !precision.equals("fp32")) {
            throw wrong(PRECISION, precision, "fp16 or fp32", null);
        }
        String limit = property(LIMIT, DEFAULT_LIMIT);
        try {
            return new Settings(
                    cache == null ? defaultCache() : Path.of(cache), Duration.parse(limit), precision.equals("fp16"));
        } catch (DateTimeParseException e) {
            throw wrong(LIMIT, limit, "a duration such as PT30M", e);
        }
    }

    private static TalkingHeadException wrong(String name, String found, String expected, @Nullable Throwable cause) {
        return new TalkingHeadException(
                ErrorCode.BACKEND_FAILED,
                "the system property " + name + " is '" + found + "'; give " + expected + " or leave it out",
                cause);
    }

    private static Path defaultCache() {
        String base = System.getenv("XDG_CACHE_HOME");
        Path folder = base == null || base.isBlank() ? Path.of(property("user.home", "."), ".cache") : Path.of(base);
        return folder.resolve("talkinghead").resolve("tensorrt");
    }

    /** Returns the platform as JavaCPP names it. */
    static String platform() {
        String system = property("os.name", "").toLowerCase(Locale.ROOT);
        String processor = property("os.arch", "");
        return (system.startsWith("linux") ? "linux" : system) + "-"
                + (processor.equals("amd64") ? "x86_64" : processor);
    }

    /** Returns the {@code java} of this JVM. */
    static Path java() {
        return Path.of(property("java.home", ""), "bin", "java");
    }

    /** Returns the folder for what nobody keeps. */
    static Path temporary() {
        return Path.of(property("java.io.tmpdir", "."));
    }

    /** Returns everything this JVM can load classes from. */
    static String classPath() {
        String modules = property("jdk.module.path", "");
        String classes = property("java.class.path", "");
        return modules.isEmpty() ? classes : classes.isEmpty() ? modules : classes + File.pathSeparator + modules;
    }

    private static String property(String name, String otherwise) {
        String value = System.getProperty(name);
        return value == null ? otherwise : value;
    }
}
