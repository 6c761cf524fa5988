package io.talkinghead.lab.baseline.facerig;

import io.talkinghead.conditioning.Guides;
import io.talkinghead.conditioning.PreparedPhoto;
import io.talkinghead.conditioning.turn.PosedFace;
import io.talkinghead.image.Frame;
import io.talkinghead.image.Planes;
import io.talkinghead.image.SquareCrop;
import io.talkinghead.lab.baseline.picture.FaceWarp;
import io.talkinghead.lab.baseline.picture.MouthInterior;
import io.talkinghead.lab.comparison.AskedFrame;
import io.talkinghead.lab.comparison.ComparedPerson;
import io.talkinghead.person.ReferencePhoto;
import java.util.List;
import java.util.stream.IntStream;

/** A person as a rig with its own form and skin, drawn over the photo nearest in pose. */
final class RigPerson implements ComparedPerson {
    /** Texture places for each pixel of a picture, along a side. */
    private static final int TEXTURE = 2;
    /** Skin and poses are found anew so often, each from the other. */
    private static final int ROUNDS = 2;

    private final Rig rig;
    private final RigFit fit;
    private final SquareCrop crop;
    private final Guides guides;
    private final List<RigPose> poses;
    /** The calm face: its landmarks alone, and all that is drawn. */
    private final float[] landmarks;

    private final float[] vertices;
    private final FaceTexture texture;

    /** Fits a rig to photos. */
    RigPerson(Rig rig, List<ReferencePhoto> photos, int neutral) {
        this.rig = rig;
        int side = photos.get(neutral).picture().widthPx();
        crop = photos.get(neutral).crop();
        guides = new Guides(
                photos.stream().map(photo -> PreparedPhoto.of(photo, side)).toList());
        Rig fitted = rig.ofLandmarks();
        fit = new RigFit(fitted);
        RigFit.Person person =
                fit.person(guides.photos().stream().map(PreparedPhoto::face).toList());
        landmarks = fitted.person(person.identity());
        vertices = rig.person(person.identity());
        List<RigPose> found = person.poses();
        // The skin of a single photo agrees with it wherever it is.
        int rounds = photos.size() == 1 ? 0 : ROUNDS;
        for (int round = 0; round < rounds; round++) {
            FaceTexture skin = skin(found);
            List<RigPose> before = found;
            found = IntStream.range(0, photos.size())
                    .mapToObj(i -> onPicture(guides.photos().get(i), skin, before.get(i)))
                    .toList();
        }
        poses = found;
        texture = skin(poses);
    }

    private FaceTexture skin(List<RigPose> found) {
        List<float[][]> places = found.stream().map(this::places).toList();
        return FaceTexture.of(
                rig, guides.photos(), places, TEXTURE * guides.photos().get(0).resolution());
    }

    private RigPose onPicture(PreparedPhoto photo, FaceTexture skin, RigPose pose) {
        return fit.pose(landmarks, photo.face(), pose, PictureTerm.of(rig, vertices, skin, photo, pose));
    }

    private float[][] places(RigPose pose) {
        return pose.projected(rig.expressed(vertices, pose.expression()));
    }

    @Override
    public Frame draw(AskedFrame asked) {
        int side = guides.photos().get(0).resolution();
        PosedFace target = new PosedFace(side);
        target.setInCrop(asked.landmarks(), crop);
        int nearest = guides.indexOfNearest(target);
        RigPose pose = fit.pose(landmarks, target, poses.get(nearest));
        float[] picture = warped(nearest, target);
        RigPicture.of(rig, texture, places(pose), side).layOver(picture);
        MouthInterior.copy(warped(alike(pose), target), picture, target);
        return Planes.toFrame(picture, side);
    }

    private float[] warped(int photo, PosedFace target) {
        PreparedPhoto from = guides.photos().get(photo);
        return FaceWarp.between(from.face(), target).apply(from.planes());
    }

    /** Returns the photo nearest in expression, the first of equals. */
    private int alike(RigPose pose) {
        int best = 0;
        for (int i = 1; i < poses.size(); i++) {
            if (poses.get(i).distance(pose) < poses.get(best).distance(pose)) {
                best = i;
            }
        }
        return best;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
