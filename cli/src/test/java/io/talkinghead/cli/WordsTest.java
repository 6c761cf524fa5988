package io.talkinghead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.testkit.Program;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line says where the language, the encoding or the class path is not the usual one. */
class WordsTest {
    private static final String PHOTO = "../examples/samples/astronaut.png";

    @TempDir
    private Path folder;

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere names do not depend on the locale")
    void nameOfAFile_notInTheLocale_namesTheCauseAndTheCure() throws Exception {
        Path script = Files.writeString(
                folder.resolve("run.sh"),
                "exec \"$JAVA\" -cp \"$CP\" " + TalkingHeadCommand.class.getName() + " person info Jürgen.person",
                StandardCharsets.UTF_8);
        Path err = folder.resolve("err.txt");
        ProcessBuilder shell = new ProcessBuilder("sh", script.toString()).redirectError(err.toFile());
        shell.environment()
                .putAll(Map.of(
                        "LC_ALL",
                        "C",
                        "JAVA",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "CP",
                        classPath("")));

        assertThat(shell.start().waitFor()).isEqualTo(2);
        assertThat(Files.readString(err))
                .contains("the locale that Java was started in", "rgen.person", "LC_ALL=C.UTF-8")
                .doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tensorrt build --model", "train --data x --out y --spec", "animate --driver x --out"})
    void nameThatNoFileCanHave_isWrongUse(String words) {
        List<String> arguments = new ArrayList<>(List.of(words.split(" ")));
        arguments.replaceAll(word -> word.equals("x") ? folder.toString() : word);
        arguments.add("a\0b");
        StringWriter err = new StringWriter();
        int code = TalkingHeadCommand.commandLine()
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
        assertThat(code).as(err.toString()).isEqualTo(2);
        assertThat(err.toString()).contains("is no name of a file here").doesNotContain("Exception");
    }

    @Test
    void progress_inALocaleWithOtherDigits_isPlain() throws Exception {
        List<String> arguments =
                List.of("animate", "--photos", PHOTO, "--driver", PHOTO, "--size", "64", "--out", out());

        Program result = run(List.of("-Duser.language=ar", "-Duser.country=EG"), "", arguments);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).contains("frames 100%", "1/1", "0:00:0").matches(Pattern.compile("\\p{ASCII}*"));
    }

    @Test
    void tune_noBackendThatCan_saysWhatAUserOfTheJarCanDo() throws Exception {
        List<String> arguments = List.of("animate", "--tune", "--photos", PHOTO, "--driver", PHOTO, "--out", out());

        Program result = run(List.of(), "djl", arguments);

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .contains("TH-401", "mvn -B -Ptuning", "java -cp", "jars/*", TalkingHeadCommand.class.getName());
    }

    private String out() {
        return folder.resolve("frames").toString();
    }

    private Program run(List<String> options, String without, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(options);
        command.addAll(List.of("-cp", classPath(without), TalkingHeadCommand.class.getName()));
        command.addAll(arguments);
        return Program.run(folder, command);
    }

    /** Returns the class path of the tests, but for what has a word in its path; an empty word leaves it whole. */
    private static String classPath(String without) {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return List.of(all.split(File.pathSeparator)).stream()
                .filter(path -> without.isEmpty() || !path.contains(without))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
