package io.talkinghead.cli.studio;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The photos of one page.
 *
 * <p><b>Threading:</b> any thread.
 */
final class PagePhotos implements AutoCloseable {
    private final PhotoDesk desk;
    private final Map<Integer, StudioPhoto> photos = new LinkedHashMap<>();
    private int made;
    private boolean closed;

    PagePhotos(PhotoDesk desk) {
        this.desk = desk;
    }

    /** Reads a photo. */
    StudioPhoto add(String name, byte[] file) {
        StudioPhoto photo = desk.read(number(), name, file);
        synchronized (this) {
            if (!closed) {
                photos.put(photo.number(), photo);
                return photo;
            }
        }
        desk.giveBack(photo);
        throw Refusal.notFound("page");
    }

    private synchronized int number() {
        if (photos.size() >= Limits.PHOTOS) {
            throw new Refusal(409, "There are " + photos.size() + " photos already. Remove some first.");
        }
        return ++made;
    }

    /** Returns a photo by its number. */
    synchronized StudioPhoto get(int number) {
        StudioPhoto photo = photos.get(number);
        if (photo == null) {
            throw Refusal.notFound("photo " + number);
        }
        return photo;
    }

    /** Forgets a photo. */
    synchronized void remove(int number) {
        desk.giveBack(get(number));
        photos.remove(number);
    }

    @Override
    public synchronized void close() {
        closed = true;
        List<StudioPhoto> all = new ArrayList<>(photos.values());
        photos.clear();
        all.forEach(desk::giveBack);
    }
}
