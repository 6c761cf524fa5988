package io.talkinghead.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Turns an argument into a path. */
final class FileName implements ITypeConverter<Path> {
    @Override
    public Path convert(String text) {
        try {
            return of(text);
        } catch (UsageException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Makes a path of an argument that may be something else as well, and is none of that.
     *
     * @throws UsageException when no file here can have that name
     */
    static Path of(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            // Java lost what it could not read of the argument before it got here.
            boolean encoding = text.chars().anyMatch(letter -> letter > 127);
            throw new UsageException(
                    encoding
                            ? "the locale that Java was started in has not all letters of the name '" + text
                                    + "'; set LC_ALL=C.UTF-8, or another locale of UTF-8, in the environment and start again"
                            : "'" + text + "' is no name of a file here: " + e.getReason());
        }
    }
}
