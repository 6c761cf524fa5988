package io.talkinghead.drive;

import static com.google.common.base.Preconditions.checkArgument;

import io.talkinghead.face.Landmarks;
import java.util.EnumMap;
import java.util.Map;

/**
 * A transfer whose motion is multiplied, once it is the person's.
 *
 * <p><b>Threading:</b> immutable.
 */
final class StrengthenedMotion implements MotionTransfer {
    /** More tears a face apart. */
    static final double STRONGEST = 3;

    private final MotionTransfer plain;
    private final FaceMotion.Person person;
    private final double strength;

    private StrengthenedMotion(MotionTransfer plain, FaceMotion.Person person, double strength) {
        this.plain = plain;
        this.person = person;
        this.strength = strength;
    }

    static MotionTransfer of(MotionTransfer plain, double strength, Landmarks personNeutral) {
        checkStrength(strength);
        return strength == 1 ? plain : new StrengthenedMotion(plain, new FaceMotion.Person(personNeutral), strength);
    }

    /** Refuses what is out of range. */
    static void checkStrength(double strength) {
        checkArgument(strength >= 0 && strength <= STRONGEST, "a strength is 0 to %s, not %s", STRONGEST, strength);
    }

    @Override
    public Landmarks apply(Landmarks driver) {
        FaceMotion motion = person.motionTo(plain.apply(driver));
        Map<MotionPart, FaceMotion> parts = new EnumMap<>(MotionPart.class);
        for (MotionPart part : MotionPart.values()) {
            parts.put(part, motion);
        }
        return person.moved(parts, part -> strength);
    }
}
