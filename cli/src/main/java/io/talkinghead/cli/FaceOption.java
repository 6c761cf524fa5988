package io.talkinghead.cli;

import io.talkinghead.face.FaceChoice;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code largest}, {@code central} or a number. */
final class FaceOption implements ITypeConverter<FaceChoice> {
    @Override
    public FaceChoice convert(String text) {
        if (text.equals("largest")) {
            return FaceChoice.largest();
        }
        if (text.equals("central")) {
            return FaceChoice.central();
        }
        if (text.matches("\\d{1,4}")) {
            return FaceChoice.index(Integer.parseInt(text));
        }
        throw new TypeConversionException("'" + text + "' is not largest, central or a number from 0");
    }
}
