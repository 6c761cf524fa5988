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
            return Path.of(text);
        } catch (InvalidPathException e) {
            // Java lost what it could not read of the argument before it got here.
            boolean encoding = text.chars().anyMatch(letter -> letter > 127);
            throw new TypeConversionException(
                    encoding
                            ? "the locale that Java was started in has not all letters of the name '" + text
                                    + "'; set LC_ALL=C.UTF-8, or another locale of UTF-8, in the environment and start again"
                            : "'" + text + "' is no name of a file here: " + e.getReason());
        }
    }
}
