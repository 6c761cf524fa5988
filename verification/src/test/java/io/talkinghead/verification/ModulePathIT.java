package io.talkinghead.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.TalkingHead;
import io.talkinghead.drive.Driver;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.testkit.Program;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The built jars as named modules: providers are found, resources are read, and nothing is printed that needs acting on. */
class ModulePathIT {
    private static final String MAIN = """
            package app;

            import io.talkinghead.TalkingHead;
            import io.talkinghead.drive.Driver;
            import io.talkinghead.image.ImageFiles;
            import io.talkinghead.person.Photo;
            import java.nio.file.Path;

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
        Path sources = Files.createDirectories(folder.resolve("src"));
        Path descriptor = Files.writeString(sources.resolve("module-info.java"), descriptor());
        Path main = Files.writeString(sources.resolve("Main.java"), MAIN);
        Path readme = Files.writeString(sources.resolve("Readme.java"), readme());
        Path classes = folder.resolve("classes");
        int code = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-p",
                        ModulePath.ofUsers(),
                        "-d",
                        classes.toString(),
                        descriptor.toString(),
                        main.toString(),
                        readme.toString());
        assertThat(code).isZero();
        modulePath = ModulePath.ofUsers() + File.pathSeparator + classes;
    }

    /** The one that docs/modules.md shows. */
    private static String descriptor() {
        return Snippets.ofPage(House.ROOT.resolve("docs/modules.md")).stream()
                .filter(Snippets.Snippet::isDescriptor)
                .findFirst()
                .orElseThrow()
                .code();
    }

    /** What README shows first, as a program. */
    private static String readme() {
        return """
                package app;

                import io.talkinghead.TalkingHead;
                import io.talkinghead.drive.Driver;
                import java.nio.file.Path;

                public final class Readme {
                    public static void main(String[] arguments) {
                        %s
                    }
                }
                """.formatted(
                        Snippets.ofPage(House.ROOT.resolve("README.md")).get(0).code());
    }

    @Test
    void readme_besideItsFiles_makesTheVideoAndThePerson() throws Exception {
        Path place = Files.createDirectories(folder.resolve("readme"));
        Files.copy(Samples.ASTRONAUT, place.resolve("anna1.jpg"));
        Files.copy(Samples.ASTRONAUT, place.resolve("anna2.jpg"));
        try (TalkingHead head = TalkingHead.fromPhotos(Samples.MONA_LISA)) {
            head.animate(Driver.track(Samples.motion(4))).writeTo(place.resolve("speech.mp4"));
        }
        List<String> arguments = new ArrayList<>(List.of("--add-modules", "ALL-MODULE-PATH"));
        arguments.addAll(nativeAccess());
        arguments.addAll(List.of("-p", modulePath, "-m", "app/app.Readme"));
        Program result = Program.runIn(place, arguments);
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).as(result.out()).isZero();
        assertThat(place.resolve("anna.mp4")).isNotEmptyFile();
        assertThat(place.resolve("anna.person")).isNotEmptyFile();
    }

    @Test
    void head_asNamedModules_rendersAFrame() throws Exception {
        Path picture = folder.resolve("frame.png");
        Program result = run(List.of(), picture);
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).as(result.out()).isZero();
        assertThat(ImageFiles.read(picture).widthPx()).isEqualTo(96);
    }

    @ParameterizedTest
    @ValueSource(strings = {"webp", "heic", "avif"})
    void photo_ofPhoneOrBrowser_isRead(String kind) throws Exception {
        Path photo = House.ROOT.resolve("cli/src/test/resources/photos/astronaut." + kind);
        Path picture = folder.resolve(kind + ".png");
        Program result = run(List.of("--add-modules", "ALL-MODULE-PATH"), photo.toAbsolutePath(), picture);
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).as(result.out()).isZero();
        assertThat(ImageFiles.read(picture).widthPx()).isEqualTo(96);
    }

    @Test
    void video_withAllModules_isWritten() throws Exception {
        Path video = folder.resolve("frame.mp4");
        Program result = run(List.of("--add-modules", "ALL-MODULE-PATH"), video);
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).as(result.out()).isZero();
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

    private static List<String> nativeAccess() {
        return Runtime.version().feature() < 24
                ? List.of()
                : List.of("--enable-native-access=com.microsoft.onnxruntime,org.bytedeco.ffmpeg,org.bytedeco.javacpp");
    }

    private static Program run(List<String> options, Path out) throws Exception {
        return run(options, Samples.ASTRONAUT, out);
    }

    private static Program run(List<String> options, Path photo, Path out) throws Exception {
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(nativeAccess());
        arguments.addAll(List.of("-p", modulePath, "-m", "app/app.Main", photo.toString(), out.toString()));
        return Program.run(folder, arguments);
    }
}
