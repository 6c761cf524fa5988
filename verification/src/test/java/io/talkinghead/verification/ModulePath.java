package io.talkinghead.verification;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The built jars that an application puts on its module path. */
final class ModulePath {
    /**
     * On the test class path, but no part of what a user puts on the module path. DJL's native jar cannot be there at all: the
     * name it would have as a module holds the word {@code native}; nor can the TensorRT presets' jar: its descriptor exports a
     * package that it does not have.
     */
    private static final Pattern NOT_OURS = Pattern.compile("("
            + "talkinghead-(cli|testkit|backend-(djl|tensorrt))|"
            + "tensorrt-|cuda-|api-0|pytorch|jna|gson|commons-(compress|codec|io|lang3)|picocli|progressbar|jline|"
            + "junit|archunit|assertj|jimfs|byte-buddy|opentest4j|japicmp|javassist|jakarta|listenablefuture|"
            + "surefire|failsafe).*");

    private ModulePath() {}

    /** Returns the jars of the test class path that users have too. */
    static String ofUsers() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(file -> file.toString().endsWith(".jar"))
                .filter(file -> !NOT_OURS.matcher(file.getFileName().toString()).matches())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }
}
