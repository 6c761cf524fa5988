package io.talkinghead.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A machine without the native libraries of its platform. */
final class NativeLibrariesTest {
    @TempDir
    Path folder;

    @Test
    void wholeClassPath_inAChild_writes() throws Exception {
        Path target = folder.resolve("out.mp4");
        assertThat(ChildJvm.withOptions().run(NoiseWriter.class, folder, target.toString()))
                .isEqualTo("written");
        assertThat(Clips.read(target)).hasSize(NoiseWriter.FRAMES);
    }

    @Test
    void nativeJars_missing_areNamedWithTheirClassifierAndVersion() throws Exception {
        String platform = Loader.getPlatform();
        List<Path> classPath = ChildJvm.testClassPath().stream()
                .filter(path -> !path.toString().contains("-" + platform))
                .toList();
        assertThat(classPath).hasSizeLessThan(ChildJvm.testClassPath().size());
        Path target = folder.resolve("out.mp4");
        ChildJvm child = new ChildJvm(List.of(), classPath, List.of());
        assertThat(child.run(NoiseWriter.class, folder, target.toString()))
                .contains("TH-202", "class path")
                .containsPattern("org\\.bytedeco:ffmpeg:jar:" + platform + ":\\d+\\.\\d+\\.\\d+-1\\.5\\.\\d+ ")
                .containsPattern("org\\.bytedeco:javacpp:jar:" + platform + ":1\\.5\\.\\d+ ");
        assertThat(target).doesNotExist();
    }

    @Test
    void modulePath_withTheLibrariesModule_writes() throws Exception {
        String module = "org.bytedeco.ffmpeg." + Loader.getPlatform().replace('-', '.');
        Path target = folder.resolve("out.mp4");
        ChildJvm child = ChildJvm.withOptions("--add-modules", module);
        assertThat(child.run(NoiseWriter.class, folder, target.toString())).isEqualTo("written");
        assertThat(Clips.read(target)).hasSize(NoiseWriter.FRAMES);
    }

    @Test
    void modulePath_withoutTheLibrariesModule_namesIt() throws Exception {
        ChildJvm child = ChildJvm.withOptions("--add-modules", "java.base");
        assertThat(child.run(
                        NoiseWriter.class, folder, folder.resolve("out.mp4").toString()))
                .contains(
                        "TH-202",
                        "--add-modules org.bytedeco.ffmpeg."
                                + Loader.getPlatform().replace('-', '.'));
    }

    @Test
    void libraries_placeNamed_areUnpackedThereAndNowhereElse() throws Exception {
        Path natives = folder.resolve("natives");
        Path home = Files.createDirectory(folder.resolve("home"));
        ChildJvm child = ChildJvm.withOptions("-Dtalkinghead.natives=" + natives, "-Duser.home=" + home);
        assertThat(child.run(
                        NoiseWriter.class, folder, folder.resolve("out.mp4").toString()))
                .isEqualTo("written");
        assertThat(natives.resolve("javacpp")).isNotEmptyDirectory();
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void libraries_placeNotWritable_areUnpackedIntoTheNext() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        Path home = Files.createDirectory(folder.resolve("home"));
        ChildJvm child = new ChildJvm(
                List.of("env", "-u", "XDG_CACHE_HOME"),
                ChildJvm.testClassPath(),
                List.of("-Dtalkinghead.natives=" + file.resolve("natives"), "-Duser.home=" + home));
        assertThat(child.run(
                        NoiseWriter.class, folder, folder.resolve("out.mp4").toString()))
                .isEqualTo("written");
        assertThat(home.resolve(".cache/talkinghead/natives/javacpp")).isNotEmptyDirectory();
    }

    @Test
    void libraries_placeChosenForJavaCpp_stayThere() throws Exception {
        Path own = folder.resolve("own");
        Path natives = folder.resolve("natives");
        ChildJvm child =
                ChildJvm.withOptions("-Dtalkinghead.natives=" + natives, "-Dorg.bytedeco.javacpp.cachedir=" + own);
        assertThat(child.run(
                        NoiseWriter.class, folder, folder.resolve("out.mp4").toString()))
                .isEqualTo("written");
        assertThat(own).isNotEmptyDirectory();
        assertThat(natives).doesNotExist();
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere names do not depend on the locale")
    void nameOfAFile_notInTheLocale_isReadAllTheSame() throws Exception {
        Path videos = Files.createDirectory(folder.resolve("videos"));
        NoiseWriter.write(folder.resolve("noise.mp4"));
        // By the shell, whose names are bytes: this JVM may not know such letters either.
        new ProcessBuilder("sh", "-c", "mv noise.mp4 \"videos/J$(printf '\\303\\274')rgen 100%.mp4\"")
                .directory(folder.toFile())
                .start()
                .waitFor();
        ChildJvm child = new ChildJvm(List.of("env", "LC_ALL=C"), ChildJvm.testClassPath(), List.of());
        assertThat(child.run(FirstVideoReader.class, folder, videos.toString())).isEqualTo("read");
    }

    @Test
    void platform_withoutLibraries_isNamed() throws Exception {
        ChildJvm child = ChildJvm.withOptions("-Dorg.bytedeco.javacpp.platform=plan9-mips");
        assertThat(child.run(
                        NoiseWriter.class, folder, folder.resolve("out.mp4").toString()))
                .contains("TH-202", "org.bytedeco:ffmpeg:jar:plan9-mips", "org.bytedeco:javacpp:jar:plan9-mips");
    }
}
