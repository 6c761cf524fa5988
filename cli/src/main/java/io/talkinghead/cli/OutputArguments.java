package io.talkinghead.cli;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.internal.file.InputFiles;
import io.talkinghead.internal.file.ReplacedFiles;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a command must not write over, looked at before any work. */
final class OutputArguments {
    @Option(names = "--no-clobber", description = "Fail if the output is there already, instead of replacing files.")
    private boolean noClobber;

    private final List<Path> inputs = new ArrayList<>();

    /** Adds files or folders that the command reads. */
    OutputArguments reads(Collection<Path> files) {
        inputs.addAll(files);
        return this;
    }

    /** Adds what the command reads, if it was given. */
    OutputArguments reads(@Nullable Path file) {
        if (file != null) {
            inputs.add(file);
        }
        return this;
    }

    /** Adds a model or the like, which may be a path, or a name of something on the class path. */
    OutputArguments readsNamed(@Nullable String argument) {
        try {
            Path path = argument == null ? null : Path.of(argument);
            return reads(path != null && Files.exists(path) ? path : null);
        } catch (InvalidPathException e) {
            return this;
        }
    }

    /** Refuses a file that is read, or that must not be replaced. */
    void checkFile(Path output) {
        InputFiles.of(inputs).checkFile(output);
        checkReplacing(output);
    }

    /** Refuses a folder that contains something that is read, or whose files must not be replaced. */
    void checkFolder(Path output) {
        InputFiles.of(inputs).checkFolder(output);
        checkReplacing(output);
    }

    private void checkReplacing(Path output) {
        if (noClobber && ReplacedFiles.exist(output)) {
            boolean folder = Files.isDirectory(output);
            throw new TalkingHeadException(
                    ErrorCode.OUTPUT_EXISTS,
                    "cannot write to " + output + ": it " + (folder ? "is a folder with files in it" : "exists")
                            + "; give another name, or leave out --no-clobber");
        }
    }
}
