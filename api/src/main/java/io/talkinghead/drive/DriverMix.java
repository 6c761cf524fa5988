package io.talkinghead.drive;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A driver whose parts come from several: the eyes from here, the mouth from there, the pose from a third, each weaker or stronger than it
 * is. Each driver's motion is first adapted to the person, from a neutral frame of its own; then it is taken apart.
 *
 * <p>Eyes and lips keep the person's own extremes: lids are taken as a share of the person's own opening, so that they shut when they are
 * to, and lips never cross.
 *
 * <p>The first driver gives the times of the frames, their number and the sound. Of the others what they show at that time counts, and
 * their last pose after their end; while they show no face, their last pose or, before any, that of the first driver. A live one that is
 * not {@linkplain Driver#parameters numbers} is waited for.
 *
 * <p><b>Threading:</b> immutable.
 *
 * <pre>{@code
 * Driver mixed = DriverMix.of(Driver.video(annasVideo))
 *         .with(MotionPart.MOUTH, Driver.video(bertsVideo))
 *         .with(MotionPart.POSE, Driver.parameters(FaceParameters.of(HeadPose.turned(15, 0, 0))))
 *         .withStrength(MotionPart.EYES, 1.2);
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class DriverMix implements Driver {
    private final Driver first;
    private final Map<MotionPart, Driver> parts;
    private final Map<MotionPart, Double> strengths;

    private DriverMix(Driver first, Map<MotionPart, Driver> parts, Map<MotionPart, Double> strengths) {
        this.first = first;
        this.parts = parts;
        this.strengths = strengths;
    }

    /** Starts with one driver for everything. */
    public static DriverMix of(Driver driver) {
        return new DriverMix(requireNonNull(driver, "driver"), Map.of(), Map.of());
    }

    /** Returns this mix with a part of another driver's. */
    public DriverMix with(MotionPart part, Driver driver) {
        Map<MotionPart, Driver> changed = new EnumMap<>(MotionPart.class);
        changed.putAll(parts);
        changed.put(part, requireNonNull(driver, "driver"));
        return new DriverMix(first, changed, strengths);
    }

    /**
     * Returns this mix with a part's motion multiplied.
     *
     * @param strength 0, not at all, to 3; 1 leaves it as it is
     * @throws IllegalArgumentException when it is out of range
     */
    public DriverMix withStrength(MotionPart part, double strength) {
        StrengthenedMotion.checkStrength(strength);
        Map<MotionPart, Double> changed = new EnumMap<>(MotionPart.class);
        changed.putAll(strengths);
        changed.put(part, strength);
        return new DriverMix(first, parts, changed);
    }

    @Override
    public PoseStream open(DriverContext context) {
        PoseStream base = context.placed(first);
        Map<Driver, HeldPoses> opened = new LinkedHashMap<>();
        try {
            Map<MotionPart, HeldPoses> others = new EnumMap<>(MotionPart.class);
            parts.forEach((part, driver) ->
                    others.put(part, opened.computeIfAbsent(driver, each -> HeldPoses.open(each, context))));
            return new MixedPoses(base, others, strengths, new FaceMotion.Person(ParameterDriver.person(context)));
        } catch (RuntimeException | Error e) {
            opened.values().forEach(HeldPoses::close);
            base.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return first.name();
    }

    @Override
    public Optional<Path> sound() {
        return first.sound();
    }

    @Override
    public List<Path> files() {
        List<Path> files = new ArrayList<>(first.files());
        parts.values().forEach(driver -> files.addAll(driver.files()));
        return List.copyOf(files);
    }
}
