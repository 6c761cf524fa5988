package io.talkinghead.verification.soak;

import io.talkinghead.Engine;
import io.talkinghead.TalkingHead;
import io.talkinghead.drive.Driver;
import io.talkinghead.drive.LandmarkTrack;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Person;
import io.talkinghead.person.Photo;
import io.talkinghead.tuning.TuningOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Semaphore;

/**
 * What one thread does, drawn at random: heads made of photos and of persons, alone and shared with the other threads, that
 * render, follow drivers, are saved, tuned and closed.
 *
 * <p><b>Threading:</b> one thread.
 */
final class SoakWork {
    private static final List<String> VIDEOS = List.of("gif", "mp4", "webm");
    private static final int[] SIZES = {64, 96, 128};
    /** Each holds some hundred MB while it lasts. */
    private static final Semaphore TUNING = new Semaphore(2);

    private final Random random;
    private final Engine engine;
    private final SharedHeads shared;
    private final SameBytes same;
    private final SoakInputs inputs;
    private final Path folder;

    /**
     * @param folder the thread's own
     */
    SoakWork(long seed, SharedHeads shared, SameBytes same, SoakInputs inputs, Path folder) {
        random = new Random(seed);
        engine = shared.engine();
        this.shared = shared;
        this.same = same;
        this.inputs = inputs;
        this.folder = folder;
    }

    /** Does the next piece of work, of a second or less but for tuning. */
    void next() throws IOException {
        int draw = random.nextInt(100);
        if (draw < 30) {
            render();
        } else if (draw < 55) {
            shared.render(random, same);
        } else if (draw < 60) {
            shared.replace(random);
        } else if (draw < 75) {
            follow();
        } else if (draw < 90) {
            write();
        } else if (draw < 97) {
            save();
        } else {
            tune();
        }
    }

    private TalkingHead open(int photo, int size) {
        return TalkingHead.builder(Photo.of(inputs.photos().get(photo)))
                .engine(engine)
                .size(size)
                .build();
    }

    private int anyPhoto() {
        return random.nextInt(inputs.photos().size());
    }

    private int anySize() {
        return SIZES[random.nextInt(SIZES.length)];
    }

    private void render() {
        int photo = anyPhoto();
        int size = anySize();
        try (TalkingHead head = open(photo, size)) {
            for (int i = 0; i < 4; i++) {
                int pose = random.nextInt(inputs.poses().size());
                Frame frame = head.render(inputs.poses().get(pose));
                same.check("photo " + photo + ", " + size + " px, pose " + pose, frame.rgb());
            }
        }
    }

    private void follow() {
        int photo = anyPhoto();
        int size = anySize();
        boolean pictures = random.nextInt(3) == 0;
        Driver driver = pictures ? Driver.images(inputs.photos(), 25) : Driver.track(inputs.motion());
        try (TalkingHead head = open(photo, size);
                var frames = head.animate(driver).frames()) {
            same.check("photo " + photo + ", " + size + " px, pictures " + pictures, frames.toList());
        }
    }

    private void write() throws IOException {
        int photo = anyPhoto();
        String kind = VIDEOS.get(random.nextInt(VIDEOS.size()));
        Path video = folder.resolve("video." + kind);
        try (TalkingHead head = open(photo, 64)) {
            head.animate(Driver.track(inputs.motion())).writeTo(video);
        }
        same.check("photo " + photo + ", " + kind, Files.readAllBytes(video));
    }

    private void save() throws IOException {
        int photo = anyPhoto();
        Path file = folder.resolve("saved.person");
        try (TalkingHead head = open(photo, 64)) {
            head.save(file);
        }
        same.check("person " + photo, Files.readAllBytes(file));
        try (TalkingHead head =
                TalkingHead.builder(Person.open(file)).engine(engine).size(64).build()) {
            same.check(
                    "photo " + photo + ", 64 px, pose 0",
                    head.render(inputs.poses().get(0)).rgb());
        }
    }

    private void tune() {
        if (TUNING.tryAcquire()) {
            tuneAlone();
        }
    }

    /** Tunes with the smallest model, so that it is done often. */
    private void tuneAlone() {
        int seed = random.nextInt(3);
        try (TalkingHead head = TalkingHead.builder(Photo.of(inputs.photos().get(0)))
                        .model(inputs.smallest())
                        .engine(engine)
                        .build();
                TalkingHead tuned =
                        head.tuned(TuningOptions.defaults().withEpochs(1).withSeed(seed))) {
            same.check("tuned " + seed, tuned.render(inputs.poses().get(0)).rgb());
        } finally {
            TUNING.release();
        }
    }

    /**
     * What heads are made of and follow.
     *
     * @param photos one person each
     * @param motion a short track
     * @param smallest the model that is tuned
     */
    record SoakInputs(List<Path> photos, LandmarkTrack motion, ModelBundle smallest) {
        List<Landmarks> poses() {
            return motion.frames().stream().flatMap(Optional::stream).toList();
        }
    }
}
