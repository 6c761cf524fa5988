package io.talkinghead.lab.evaluation;

import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.lab.comparison.AskedFrame;
import io.talkinghead.lab.comparison.ComparedMethod;
import io.talkinghead.lab.comparison.ComparedPerson;
import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.work.Cancellation;
import java.util.List;
import java.util.function.BiFunction;

/** A method without a network, to judge the others by: the photo nearest in pose, as it is or moved. */
final class AnchorMethod implements ComparedMethod {
    private final EvaluationMethod kind;
    private final BiFunction<GuideAnchors, Landmarks, Frame> pictures;

    private AnchorMethod(EvaluationMethod kind, BiFunction<GuideAnchors, Landmarks, Frame> pictures) {
        this.kind = kind;
        this.pictures = pictures;
    }

    /** Shows the photo nearest in pose. */
    static AnchorMethod copy() {
        return new AnchorMethod(EvaluationMethod.COPY, GuideAnchors::copy);
    }

    /** Moves that photo. */
    static AnchorMethod warp() {
        return new AnchorMethod(EvaluationMethod.WARP, GuideAnchors::warp);
    }

    @Override
    public String id() {
        return kind.id();
    }

    @Override
    public ComparedPerson learn(List<ReferencePhoto> photos, int neutralPhoto, Cancellation cancellation) {
        GuideAnchors anchors = new GuideAnchors(
                photos, neutralPhoto, photos.get(neutralPhoto).picture().widthPx());
        return new ComparedPerson() {
            @Override
            public Frame draw(AskedFrame asked) {
                return pictures.apply(anchors, asked.landmarks());
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
