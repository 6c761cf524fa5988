package io.talkinghead.examples;

import io.talkinghead.AnimationOptions;
import io.talkinghead.TalkingHead;
import io.talkinghead.drive.Driver;
import io.talkinghead.person.Photo;
import io.talkinghead.work.Progress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Photos and a video in, a video out, in which the person of the photos moves like the one in the video. */
public final class FollowVideo {
    private static final Logger LOG = LoggerFactory.getLogger(FollowVideo.class);

    private FollowVideo() {}

    public static void main(String[] arguments) {
        if (arguments.length < 3) {
            throw new IllegalArgumentException("FollowVideo DRIVER.mp4 OUT.mp4 PHOTO...");
        }
        Path driver = Path.of(arguments[0]);
        Path out = Path.of(arguments[1]);
        List<Photo> photos =
                Arrays.stream(arguments).skip(2).map(Path::of).map(Photo::of).toList();
        AnimationOptions options = AnimationOptions.defaults().withProgress(FollowVideo::show);
        try (TalkingHead head = TalkingHead.builder(photos).size(256).build()) {
            head.animate(Driver.video(driver), options).writeTo(out);
        }
    }

    private static void show(Progress progress) {
        String total = progress.total().isPresent() ? " of " + progress.total().getAsLong() : "";
        LOG.info("frame {}{}", progress.done(), total);
    }
}
