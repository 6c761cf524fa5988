package io.talkinghead.lab.baseline.portrait;

import io.talkinghead.lab.comparison.ComparedMethod;
import io.talkinghead.lab.comparison.ComparedPerson;
import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.work.Cancellation;
import java.util.List;

/**
 * Averbuch-Elor, Cohen-Or, Kopf and Cohen, <i>Bringing Portraits to Life</i>, SIGGRAPH Asia 2017: one photo is warped to the driver's
 * landmarks; its skin gets the driver's wrinkles, and an opening mouth what the driver's shows.
 *
 * <p>Of several photos only the calmest is used: the method takes one, which must be neutral.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
public final class PortraitMethod implements ComparedMethod {
    /** Its name. */
    public static final String ID = "averbuch-elor";
    /** Another one whenever it draws another picture of the same photo. */
    public static final String VERSION = "1";

    /** Makes the method, which has nothing to learn. */
    public PortraitMethod() {
        // Nothing is open.
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public ComparedPerson learn(List<ReferencePhoto> photos, int neutralPhoto, Cancellation cancellation) {
        return new Portrait(photos.get(neutralPhoto));
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
