package io.talkinghead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.testkit.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that starts the runnable jar, with the archive of classes that the build made. */
class LauncherIT {
    private static final Path LAUNCHER = Path.of("talkinghead").toAbsolutePath();
    private static final Path JAR = Path.of("target/talkinghead.jar").toAbsolutePath();
    private static final Path ARCHIVE = Path.of("target/talkinghead.jsa").toAbsolutePath();
    /** The Java that the build runs with, whichever the tests run with. */
    private static final String BUILT_WITH = System.getProperty("talkinghead.built.with");

    @TempDir
    private Path folder;

    @Test
    void launcher_javaOfTheBuild_startsFromTheArchive() throws Exception {
        // With this option Java does not start unless it can read the archive.
        Map<String, String> environment = Map.of("JAVA_HOME", BUILT_WITH, "JDK_JAVA_OPTIONS", "-Xshare:on");
        assertThat(run(LAUNCHER, environment, "backends").out()).contains("onnx: usable");
        Path picture = folder.resolve("a picture.png");
        Program animated = run(
                LAUNCHER,
                environment,
                "animate",
                "--photos=../examples/samples/astronaut.png",
                "--driver=../examples/samples/joconde.jpg",
                "--out=" + picture,
                "--quiet");
        assertThat(animated.code()).as(animated.err()).isZero();
        assertThat(picture).isNotEmptyFile();
    }

    @Test
    void launcher_archiveOfAnotherJar_startsWithoutIt() throws Exception {
        Files.copy(ARCHIVE, folder.resolve("talkinghead.jsa"));
        Files.copy(JAR, folder.resolve("talkinghead.jar"));
        checkStarts(folder);
    }

    @Test
    void launcher_archiveThatIsNone_startsWithoutIt() throws Exception {
        Files.writeString(folder.resolve("talkinghead.jsa"), "this is no archive");
        Files.createSymbolicLink(folder.resolve("talkinghead.jar"), JAR);
        checkStarts(folder);
    }

    @Test
    void launcher_noArchive_startsAndGivesTheCodeOfAnError() throws Exception {
        Files.createSymbolicLink(folder.resolve("talkinghead.jar"), JAR);
        checkStarts(folder);
        Program failed = run(folder.resolve("talkinghead"), thisJava(), "analyze", "no such picture.png");
        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.err()).contains("no such picture.png").hasLineCount(1);
    }

    private void checkStarts(Path beside) throws Exception {
        Path copy = Files.copy(LAUNCHER, beside.resolve("talkinghead"));
        Program version = run(copy, thisJava(), "--version");
        assertThat(version.err()).isEmpty();
        assertThat(version.out()).matches("talkinghead \\S+\\n");
        assertThat(version.code()).isZero();
    }

    private static Map<String, String> thisJava() {
        return Map.of("JAVA_HOME", System.getProperty("java.home"));
    }

    private Program run(Path launcher, Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        return Program.execute(folder, command, environment);
    }
}
