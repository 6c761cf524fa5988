package io.talkinghead.lab.baseline.portrait;

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

/** One photo, moved as the driver moves. */
final class Portrait implements ComparedPerson {
    private final PreparedPhoto photo;
    private final SquareCrop crop;

    /** Takes the photo, which should show a calm face with a shut mouth. */
    Portrait(ReferencePhoto photo) {
        this.photo = PreparedPhoto.of(photo, photo.picture().widthPx());
        crop = photo.crop();
    }

    @Override
    public Frame draw(AskedFrame asked) {
        int side = photo.resolution();
        PosedFace target = new PosedFace(side);
        target.setInCrop(asked.landmarks(), crop);
        FaceWarp warp = FaceWarp.between(photo.face(), target);
        float[] picture = warp.apply(photo.planes());
        PreparedPhoto driver = PreparedPhoto.of(ReferencePhoto.cropped(asked.driver(), asked.driverLandmarks()), side);
        float[] driven = FaceWarp.between(driver.face(), target).apply(driver.planes());
        // The driver is the person of the photo, and the photo one of its frames: it is the driver's reference, too.
        float[] reference = picture.clone();
        FineDetail.transfer(driven, reference, picture, target, warp.face());
        MouthInterior.copy(driven, picture, target);
        return Planes.toFrame(picture, side);
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
