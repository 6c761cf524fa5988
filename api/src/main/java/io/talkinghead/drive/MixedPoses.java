package io.talkinghead.drive;

import io.talkinghead.face.Landmarks;
import java.time.Duration;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The frames of one driver, with parts of others. Owns all of them. */
final class MixedPoses implements PoseStream {
    private final PoseStream base;
    private final Map<MotionPart, HeldPoses> others;
    private final Map<MotionPart, Double> strengths;
    private final FaceMotion.Person person;

    MixedPoses(
            PoseStream base,
            Map<MotionPart, HeldPoses> others,
            Map<MotionPart, Double> strengths,
            FaceMotion.Person person) {
        this.base = base;
        this.others = others;
        this.strengths = strengths;
        this.person = person;
    }

    @Override
    public double framesPerSecond() {
        return base.framesPerSecond();
    }

    @Override
    public OptionalLong frameCount() {
        return base.frameCount();
    }

    @Override
    public boolean isLive() {
        return base.isLive();
    }

    @Override
    public boolean isPlaced() {
        return true;
    }

    @Override
    public Optional<Pose> next() {
        return base.next().map(pose -> new Pose(pose.time(), pose.landmarks().map(face -> mixed(face, pose.time()))));
    }

    private Landmarks mixed(Landmarks face, FrameTime time) {
        FaceMotion own = person.motionTo(face);
        IdentityHashMap<HeldPoses, FaceMotion> motions = new IdentityHashMap<>();
        Map<MotionPart, FaceMotion> parts = new EnumMap<>(MotionPart.class);
        for (MotionPart part : MotionPart.values()) {
            HeldPoses other = others.get(part);
            parts.put(
                    part, other == null ? own : motions.computeIfAbsent(other, each -> shown(each, time.start(), own)));
        }
        return person.moved(parts, part -> strengths.getOrDefault(part, 1.0));
    }

    private FaceMotion shown(HeldPoses other, Duration time, FaceMotion otherwise) {
        return other.at(time).map(person::motionTo).orElse(otherwise);
    }

    @Override
    public void close() {
        base.close();
        new LinkedHashSet<>(others.values()).forEach(HeldPoses::close);
    }
}
