package io.talkinghead.examples;

import io.talkinghead.TalkingHead;
import io.talkinghead.drive.Driver;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A photo in, a PNG out: the person of the photo in the pose of somebody else's. */
public final class StillPicture {
    private StillPicture() {}

    public static void main(String[] arguments) {
        if (arguments.length != 3) {
            throw new IllegalArgumentException("StillPicture PHOTO POSE OUT.png");
        }
        Path photo = Path.of(arguments[0]);
        Path pose = Path.of(arguments[1]);
        try (TalkingHead head = TalkingHead.fromPhotos(photo);
                Stream<Frame> frames = head.animate(Driver.photo(pose)).frames()) {
            ImageFiles.write(Path.of(arguments[2]), frames.findFirst().orElseThrow());
        }
    }
}
