package io.talkinghead.internal.file;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files and folders that some work reads, and that its results must not be written over.
 *
 * <p><b>Threading:</b> immutable.
 */
public final class InputFiles {
    private final List<Path> inputs;

    private InputFiles(List<Path> inputs) {
        this.inputs = inputs;
    }

    /** Names what is read. */
    public static InputFiles of(Collection<Path> inputs) {
        return new InputFiles(List.copyOf(inputs));
    }

    /** Returns these and more. */
    public InputFiles with(Collection<Path> more) {
        return new InputFiles(
                Stream.concat(inputs.stream(), more.stream()).distinct().toList());
    }

    /**
     * Refuses a file that is read, by whatever name: another spelling, a symbolic or a hard link, or a file in a folder that is read.
     *
     * @throws TalkingHeadException {@link ErrorCode#OUTPUT_IS_INPUT} with both names
     */
    public void checkFile(Path output) {
        for (Path input : inputs) {
            boolean within = Files.isDirectory(input)
                    && Files.exists(output)
                    && real(output).startsWith(real(input));
            if (within || isSame(output, input)) {
                throw refused(output, "is " + (within ? "in " : "") + input + ", which is read; give another name");
            }
        }
    }

    /**
     * Refuses a folder that is read, or that contains something that is read, however deep.
     *
     * @throws TalkingHeadException {@link ErrorCode#OUTPUT_IS_INPUT} with both names
     */
    public void checkFolder(Path output) {
        for (Path input : inputs) {
            if (isSame(output, input)) {
                throw refused(output, "is " + input + ", which is read; give a folder of its own");
            }
            // A link in the folder would be replaced, wherever it leads.
            if (real(input).startsWith(real(output)) || place(input).startsWith(real(output))) {
                throw refused(output, "contains " + input + ", which is read; give a folder of its own");
            }
        }
    }

    private static TalkingHeadException refused(Path output, String why) {
        return new TalkingHeadException(ErrorCode.OUTPUT_IS_INPUT, "cannot write to " + output + ": it " + why);
    }

    /** Tells whether two names, of which neither need exist, lead to the same place. */
    public static boolean isSame(Path one, Path other) {
        if (real(one).equals(real(other))) {
            return true;
        }
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            // One of them is not there, or cannot be looked at; then it is not the other.
            return false;
        }
    }

    /** Returns where a name leads, as far as it exists. */
    private static Path real(Path path) {
        Path absolute = path.toAbsolutePath();
        for (Path known = absolute; known != null; known = known.getParent()) {
            try {
                return known.toRealPath().resolve(known.relativize(absolute)).normalize();
            } catch (IOException e) {
                // The folder above may exist.
            }
        }
        return absolute.normalize();
    }

    /** Returns where a name itself is, be it that of a link. */
    private static Path place(Path path) {
        Path absolute = path.toAbsolutePath();
        Path folder = absolute.getParent();
        Path name = absolute.getFileName();
        return folder == null || name == null
                ? absolute
                : real(folder).resolve(name).normalize();
    }
}
