package io.talkinghead.lab.evaluation;

import io.talkinghead.face.Landmarks;
import io.talkinghead.face.pose.NeutralFace;
import io.talkinghead.image.Frame;
import io.talkinghead.lab.dataset.DatasetClip;
import io.talkinghead.person.ReferencePhoto;
import java.util.List;

/**
 * The photos that every method learns a person from.
 *
 * @param identity the person's name in the dataset
 * @param photos whole pictures of the dataset, lids calibrated
 * @param neutral index of the one with the calmest face
 * @param anchors what can be had of them without a network
 */
record PersonPhotos(String identity, List<ReferencePhoto> photos, int neutral, GuideAnchors anchors) {
    static PersonPhotos of(FrameSelection selection) {
        DatasetClip clip = selection.clip();
        List<ReferencePhoto> photos = selection.photos().stream()
                .map(frame -> ReferencePhoto.cropped(clip.picture(frame), clip.calibrated(frame)))
                .toList();
        int neutral = NeutralFace.indexOfBest(
                photos.stream().map(ReferencePhoto::landmarks).toList());
        return new PersonPhotos(clip.identity(), photos, neutral, new GuideAnchors(photos, neutral, clip.resolution()));
    }

    Landmarks neutralLandmarks() {
        return photos.get(neutral).landmarks();
    }

    Frame neutralPicture() {
        return photos.get(neutral).picture();
    }
}
