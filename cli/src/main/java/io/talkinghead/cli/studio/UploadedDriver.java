package io.talkinghead.cli.studio;

import io.talkinghead.drive.Driver;
import io.talkinghead.image.ImageFiles;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What a page brought to move a portrait: a video, a picture or a recorded track.
 *
 * @param name of the file, as people are told
 * @param file where it lies
 */
record UploadedDriver(String name, Path file) {
    private static final int MOST_ENDING = 5;

    /** Returns the ending of a name, or one that says nothing; nothing else of a name is ever used as one. */
    static String endingOf(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        boolean plain = name.contains(".") && ending.matches("[a-z0-9]{1," + MOST_ENDING + "}");
        return plain ? "." + ending : ".video";
    }

    Driver driver() {
        if (file.toString().endsWith(".json")) {
            return Driver.track(file);
        }
        return ImageFiles.isPicture(file) ? Driver.photo(file) : Driver.video(file);
    }
}
