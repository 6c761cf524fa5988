package io.talkinghead.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.image.ImageFiles;
import io.talkinghead.testkit.Program;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built jars as named modules: providers are found, resources are read, and nothing is printed that needs acting on. */
class ModulePathIT {
    /**
     * On the test class path, but no part of what a user puts on the module path. DJL's native jar cannot be there at all: the
     * name it would have as a module holds the word {@code native}; nor can the TensorRT presets' jar: its descriptor exports a
     * package that it does not have.
     */
    private static final Pattern NOT_OURS = Pattern.compile(
            "(talkinghead-examples|backend-tensorrt|talkinghead-backend-tensorrt|tensorrt-|cuda-|backend-djl|talkinghead-backend-djl|api-0|pytorch|jna|gson|commons-compress|commons-codec|commons-io|commons-lang3).*|.*-tests\\.jar|(junit|archunit|assertj|jimfs|byte-buddy|opentest4j|apiguardian|"
                    + "listenablefuture|picocli|progressbar|jline|surefire|failsafe).*");

    private static final String DESCRIPTOR = """
            module app {
                requires io.talkinghead;
                requires io.talkinghead.models;
            }
            """;
    private static final String MAIN = """
            package app;

            import io.talkinghead.TalkingHead;
            import io.talkinghead.drive.Driver;
            import io.talkinghead.image.ImageFiles;
            import java.nio.file.Path;
            import java.util.List;

            public final class Main {
                public static void main(String[] arguments) {
                    Path photo = Path.of(arguments[0]);
                    Path out = Path.of(arguments[1]);
                    try (TalkingHead head = TalkingHead.builder(Photo.of(photo)).size(96).build()) {
                        if (out.toString().endsWith(".mp4")) {
                            head.animate(Driver.photo(photo)).writeTo(out);
                        } else {
                            ImageFiles.write(out, head.render(head.neutralLandmarks()));
                        }
                        String module = TalkingHead.class.getModule() + " with " + head.backendId();
                        if (!module.equals("module io.talkinghead with onnx")) {
                            throw new IllegalStateException(module);
                        }
                    }
                }
            }
            """;

    @TempDir
    private static Path folder;

    private static String modulePath;

    @BeforeAll
    static void compileApplication() throws Exception {
        String jars = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(file -> file.toString().endsWith(".jar"))
                .filter(file -> !NOT_OURS.matcher(file.getFileName().toString()).matches())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        Path sources = Files.createDirectories(folder.resolve("src"));
        Path descriptor = Files.writeString(sources.resolve("module-info.java"), DESCRIPTOR);
        Path main = Files.writeString(sources.resolve("Main.java"), MAIN);
        Path classes = folder.resolve("classes");
        int code = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-p",
                        jars,
                        "-d",
                        classes.toString(),
                        descriptor.toString(),
                        main.toString());
        assertThat(code).isZero();
        modulePath = jars + File.pathSeparator + classes;
    }

    @Test
    void head_asNamedModules_rendersAFrame() throws Exception {
        Path picture = folder.resolve("frame.png");
        Program result = run(List.of(), picture);
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(ImageFiles.read(picture).widthPx()).isEqualTo(96);
    }

    @Test
    void video_withAllModules_isWritten() throws Exception {
        Path video = folder.resolve("frame.mp4");
        Program result = run(List.of("--add-modules", "ALL-MODULE-PATH"), video);
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(video).isNotEmptyFile();
    }

    @Test
    void video_withoutThePlatformsModules_saysWhichOptionToGive() throws Exception {
        Path video = folder.resolve("none.mp4");
        Program result = run(List.of(), video);
        assertThat(result.err()).contains("TH-202").contains("--add-modules org.bytedeco.ffmpeg.");
        assertThat(result.code()).isEqualTo(1);
        assertThat(video).doesNotExist();
    }

    private static Program run(List<String> options, Path out) throws Exception {
        List<String> arguments = new ArrayList<>(options);
        if (Runtime.version().feature() >= 24) {
            arguments.add("--enable-native-access=com.microsoft.onnxruntime,org.bytedeco.ffmpeg,org.bytedeco.javacpp");
        }
        arguments.addAll(List.of("-p", modulePath, "-m", "app/app.Main", Samples.ASTRONAUT.toString(), out.toString()));
        return Program.run(folder, arguments);
    }
}
