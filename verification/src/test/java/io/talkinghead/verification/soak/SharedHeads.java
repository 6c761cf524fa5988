package io.talkinghead.verification.soak;

import io.talkinghead.Engine;
import io.talkinghead.TalkingHead;
import io.talkinghead.face.Landmarks;
import io.talkinghead.person.Photo;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Heads that all threads use, and that each may close under the others.
 *
 * <p><b>Threading:</b> any thread.
 */
final class SharedHeads implements AutoCloseable {
    private static final int HEADS = 6;
    private static final int SIZE_PX = 64;

    private final Engine engine;
    private final SoakWork.SoakInputs inputs;
    private final AtomicReferenceArray<TalkingHead> heads = new AtomicReferenceArray<>(HEADS);

    SharedHeads(Engine engine, SoakWork.SoakInputs inputs) {
        this.engine = engine;
        this.inputs = inputs;
        for (int i = 0; i < HEADS; i++) {
            heads.set(i, open(i));
        }
    }

    Engine engine() {
        return engine;
    }

    private TalkingHead open(int index) {
        List<Path> photos = inputs.photos();
        return TalkingHead.builder(Photo.of(photos.get(index % photos.size())))
                .engine(engine)
                .size(SIZE_PX)
                .build();
    }

    /** Closes one and puts another of the same person in its place. */
    void replace(Random random) {
        replace(random.nextInt(HEADS));
    }

    /** Replaces all: a head keeps a buffer for each thread that has rendered with it at the same time, which is left to chance. */
    void replaceAll() {
        for (int i = 0; i < HEADS; i++) {
            replace(i);
        }
    }

    private void replace(int index) {
        heads.getAndSet(index, open(index)).close();
    }

    /** Renders with one: the right picture, or a refusal if another thread has closed it. */
    void render(Random random, SameBytes same) {
        int index = random.nextInt(HEADS);
        int pose = random.nextInt(inputs.poses().size());
        Landmarks landmarks = inputs.poses().get(pose);
        TalkingHead head = heads.get(index);
        byte[] picture;
        try {
            picture = head.render(landmarks).rgb();
        } catch (IllegalStateException e) {
            if (heads.get(index) == head) {
                throw e;
            }
            return;
        }
        int photo = index % inputs.photos().size();
        same.check("photo " + photo + ", " + SIZE_PX + " px, pose " + pose, picture);
    }

    @Override
    public void close() {
        for (int i = 0; i < HEADS; i++) {
            heads.get(i).close();
        }
    }
}
