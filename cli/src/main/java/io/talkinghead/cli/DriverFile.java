package io.talkinghead.cli;

import io.talkinghead.drive.Driver;
import io.talkinghead.image.ImageFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Makes a driver of what was named: a track, pictures, a folder of pictures, or a video. */
final class DriverFile {
    private static final double PICTURES_PER_SECOND = 25;

    private DriverFile() {}

    static Driver of(List<Path> files) {
        Path first = files.get(0);
        if (files.size() == 1 && Files.isDirectory(first)) {
            return Driver.images(picturesIn(first), PICTURES_PER_SECOND);
        }
        for (Path file : files) {
            if (!Files.exists(file)) {
                throw new UsageException("there is no driver file " + file);
            }
        }
        if (files.stream().allMatch(ImageFiles::isPicture)) {
            return files.size() == 1 ? Driver.photo(first) : Driver.images(files, PICTURES_PER_SECOND);
        }
        if (files.size() > 1) {
            throw new UsageException("several driver files must all be pictures");
        }
        return extension(first).equals("json") ? Driver.track(first) : Driver.video(first);
    }

    private static List<Path> picturesIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> pictures = files.filter(ImageFiles::isPicture).sorted().toList();
            if (pictures.isEmpty()) {
                throw new UsageException("the folder " + folder + " has no pictures");
            }
            return pictures;
        } catch (IOException e) {
            throw new UsageException("the folder " + folder + " cannot be read: " + e);
        }
    }

    private static String extension(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
