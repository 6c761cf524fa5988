package io.talkinghead.cli;

import io.talkinghead.Animation;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Where an animation goes: into a folder if the name is that of one, ends with a slash or has no suffix; else into a file.
 *
 * @param path the file or folder
 * @param isFolder which of the two
 */
record AnimationOutput(Path path, boolean isFolder) {
    private static final List<String> SUFFIXES = List.of("mp4", "webm", "gif", "png");

    static AnimationOutput of(String name) {
        Path path = FileName.of(name);
        boolean slash = name.endsWith("/") || name.endsWith(File.separator);
        return new AnimationOutput(
                path, slash || Files.isDirectory(path) || suffix(path).isEmpty());
    }

    private static String suffix(Path path) {
        Path last = path.getFileName();
        String name = last == null ? "" : last.toString();
        int dot = name.lastIndexOf('.');
        // A dot in front hides a file.
        return dot > 0 ? name.substring(dot + 1).toLowerCase(Locale.ROOT) : "";
    }

    /**
     * Refuses a kind of file that is not known, and a folder that is a file.
     *
     * @throws TalkingHeadException {@link ErrorCode#OUTPUT_NOT_WRITABLE} with the kinds that are known
     */
    void check() {
        if (isFolder && Files.isRegularFile(path)) {
            throw refused("it is a file and not a folder; end a file's name with .mp4, .webm, .gif or .png");
        }
        if (!isFolder && !SUFFIXES.contains(suffix(path))) {
            throw refused(
                    "its suffix is none of .mp4, .webm, .gif and, for one frame, .png; end a folder's name with /");
        }
    }

    private TalkingHeadException refused(String why) {
        return new TalkingHeadException(ErrorCode.OUTPUT_NOT_WRITABLE, "cannot write " + path + ": " + why);
    }

    void write(Animation animation) {
        if (isFolder) {
            animation.writePngs(path);
        } else {
            animation.writeTo(path);
        }
    }

    /** Reads the option; a path alone would not tell of a slash at its end. */
    static final class Converter implements ITypeConverter<AnimationOutput> {
        @Override
        public AnimationOutput convert(String value) {
            try {
                return of(value);
            } catch (UsageException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
