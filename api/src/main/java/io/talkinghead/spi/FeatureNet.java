package io.talkinghead.spi;

import org.apiguardian.api.API;

/** The frozen networks that ship with the library and turn a picture into features to compare. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum FeatureNet {
    /**
     * Who is in the picture: dlib's face recognition network ({@code dlib_face_recognition_resnet_model_v1} by Davis King,
     * public domain), a ResNet of 29 convolutions, as converted for the npm package {@code @vladmandic/face-api} 1.7.15. It
     * looks at 150 x 150 pixels. Its 128 numbers are not normalised; two crops of one person are nearer than 0.6 (Euclidean
     * distance).
     */
    FACE_DESCRIPTOR,

    /**
     * What the picture looks like: the first layers of Inception v3 (Szegedy et al., "Rethinking the Inception Architecture
     * for Computer Vision", CVPR 2016), trained on ImageNet, to the third inception block; from the npm package
     * {@code nsfwjs} 4.4.0, a classifier which kept these layers frozen. It looks at 128 x 128 pixels. Its features
     * are the means over space of the 288 channels of {@code mixed2}.
     */
    INCEPTION
}
