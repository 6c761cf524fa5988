package io.talkinghead.bench;

import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.person.Photo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Copies of the sample photo as JPEG files of 512 x 512 pixels, removed at the end. */
final class SamplePhotos implements AutoCloseable {
    private final Path folder;
    private final List<Photo> photos = new ArrayList<>();

    SamplePhotos(int count) throws IOException {
        folder = Files.createTempDirectory("photos");
        Frame sample = ImageFiles.read(SampleHead.PHOTO);
        for (int i = 0; i < count; i++) {
            Path file = folder.resolve(i + ".jpg");
            ImageFiles.write(file, sample);
            photos.add(Photo.of(file));
        }
    }

    List<Photo> first(int count) {
        return photos.subList(0, count);
    }

    @Override
    public void close() throws IOException {
        for (Photo photo : photos) {
            Files.delete(folder.resolve(photo.name()));
        }
        Files.delete(folder);
    }
}
