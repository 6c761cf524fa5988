package io.talkinghead.face;

import org.apiguardian.api.API;

/**
 * A part of the face that {@link Landmarks} outline: points next to each other, in the order of their numbers. Left and right
 * are those of the picture.
 */
@API(status = API.Status.STABLE, since = "0.1")
public enum FacePart {
    /** From ear to ear over the chin. */
    JAW(0, 16),
    LEFT_BROW(17, 21),
    RIGHT_BROW(22, 26),
    /** From between the eyes down to the tip. */
    NOSE_BRIDGE(27, 30),
    NOSTRILS(31, 35),
    /** Once around: the left corner, the upper lid, the right corner, the lower lid. */
    LEFT_EYE(36, 41),
    /** Once around, as {@link #LEFT_EYE}. */
    RIGHT_EYE(42, 47),
    /** Once around: the left corner, the upper edge, the right corner, the lower edge. */
    OUTER_LIPS(48, 59),
    /** Once around, as {@link #OUTER_LIPS}. */
    INNER_LIPS(60, 67);

    private final int first;
    private final int last;

    FacePart(int first, int last) {
        this.first = first;
        this.last = last;
    }

    /** Returns the number of the first point. */
    public int first() {
        return first;
    }

    /** Returns the number of the last point. */
    public int last() {
        return last;
    }

    /** Returns how many points there are. */
    public int count() {
        return last - first + 1;
    }

    /** Tells whether a point belongs to this part. */
    public boolean contains(int point) {
        return point >= first && point <= last;
    }
}
