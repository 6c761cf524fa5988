package io.talkinghead.person;

import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;

/**
 * One photo of a person.
 *
 * @param picture the whole photo
 * @param landmarks 68 points with depth, in pixels of {@code picture}
 */
public record ReferencePhoto(Frame picture, Landmarks landmarks) {}
