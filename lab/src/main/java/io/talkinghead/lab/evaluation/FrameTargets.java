package io.talkinghead.lab.evaluation;

import io.talkinghead.drive.MotionTransfer;
import io.talkinghead.face.Landmarks;
import io.talkinghead.face.pose.NeutralFace;
import io.talkinghead.image.Frame;
import io.talkinghead.lab.comparison.AskedFrame;
import io.talkinghead.lab.dataset.DatasetClip;
import io.talkinghead.person.ReferencePhoto;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** What is asked of a method in one mode, and what its pictures are compared with. */
final class FrameTargets {
    private final PictureMeasures measures;

    FrameTargets(PictureMeasures measures) {
        this.measures = measures;
    }

    /** Asks for frames of the person's own clip. */
    IntFunction<TargetFrame> self(PersonPhotos person, DatasetClip clip) {
        HeadDistance head = new HeadDistance(calmest(clip));
        return frame -> {
            FollowedFrame followed = followed(clip, frame);
            Frame truth = followed.asked().driver();
            return new TargetFrame(
                    followed,
                    measures.descriptor(truth, followed.wanted()),
                    truth,
                    measures.look(truth),
                    head,
                    OptionalDouble.of(
                            person.anchors().turnDegrees(followed.asked().landmarks())));
        };
    }

    /** Asks for a frame of the person's own clip that is compared with nothing but its motion. */
    FollowedFrame followed(DatasetClip clip, int frame) {
        Frame truth = clip.picture(frame);
        Landmarks target = clip.landmarks(frame);
        return new FollowedFrame(
                new AskedFrame(clip.calibrated(frame), truth, target), target, measures.landmarks(truth, target));
    }

    /** Asks for the person moving as another one's clip does, relative to that one's most neutral frame. */
    IntFunction<TargetFrame> cross(PersonPhotos person, DatasetClip clip) {
        MotionTransfer motion = MotionTransfer.relative(calmest(clip), person.neutralLandmarks());
        float[] descriptor = meanDescriptor(person.photos());
        return frame -> {
            Frame shown = clip.picture(frame);
            Landmarks moving = clip.landmarks(frame);
            Optional<Landmarks> found = measures.landmarks(shown, moving);
            Landmarks target = motion.apply(moving);
            return new TargetFrame(
                    new FollowedFrame(new AskedFrame(target, shown, moving), target, found),
                    descriptor,
                    null,
                    null,
                    null,
                    OptionalDouble.empty());
        };
    }

    private static Landmarks calmest(DatasetClip clip) {
        List<Landmarks> all =
                IntStream.range(0, clip.frames()).mapToObj(clip::landmarks).toList();
        return all.get(NeutralFace.indexOfBest(all));
    }

    private float[] meanDescriptor(List<ReferencePhoto> photos) {
        List<float[]> descriptors = new ArrayList<>();
        for (ReferencePhoto photo : photos) {
            descriptors.add(measures.descriptor(photo.picture(), photo.landmarks()));
        }
        return IdentitySimilarity.from(descriptors).mean();
    }
}
