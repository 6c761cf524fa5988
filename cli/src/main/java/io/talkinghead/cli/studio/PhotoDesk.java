package io.talkinghead.cli.studio;

import io.talkinghead.Engine;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.internal.head.UprightPhoto;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Reads the photos of all pages, one at a time, since a single one may need some hundred megabytes until it is made smaller; and knows
 * how much memory those kept take.
 *
 * <p><b>Threading:</b> any thread.
 */
final class PhotoDesk {
    private final Engine engine;
    private final long most;
    private final AtomicLong kept = new AtomicLong();
    private final ReentrantLock reading = new ReentrantLock();

    /** Keeps at most so many bytes. */
    PhotoDesk(Engine engine, long most) {
        this.engine = engine;
        this.most = most;
    }

    /** Reads a photo and finds the faces in it. It counts as kept until it is given back. */
    StudioPhoto read(int number, String name, byte[] file) {
        Frame picture;
        reading.lock();
        try {
            picture = Jpeg.within(ImageFiles.read(file, name), Limits.PHOTO_SIDE_PX);
        } finally {
            reading.unlock();
        }
        if (kept.addAndGet(picture.rgb().length) > most) {
            kept.addAndGet(-picture.rgb().length);
            throw new Refusal(507, "The studio's pages hold too many photos. Remove some, or close other pages.");
        }
        try {
            return new StudioPhoto(number, name, UprightPhoto.find(picture, engine::faces));
        } catch (RuntimeException e) {
            kept.addAndGet(-picture.rgb().length);
            throw e;
        }
    }

    /** Takes note that a photo is no longer kept. */
    void giveBack(StudioPhoto photo) {
        kept.addAndGet(-photo.picture().rgb().length);
    }

    /** Returns how many bytes are kept. */
    long kept() {
        return kept.get();
    }
}
