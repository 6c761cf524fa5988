/**
 * The geometry of a head that turns: what the conditioning {@code guided-v3} shows its networks of a frame, in closed form.
 * Evaluations also tell by it how far a head is turned. Not for users.
 *
 * <p>A face is 68 landmarks with depth, or with the depth that they are given, and 10 points of the forehead
 * ({@link io.talkinghead.conditioning.turn.PosedFace}). Three motions say where in the photo's crop a pixel of the target comes from,
 * each right somewhere: {@link io.talkinghead.conditioning.turn.MeshMap} inside the face,
 * {@link io.talkinghead.conditioning.turn.HeadTurn} on the head around it, {@link io.talkinghead.conditioning.turn.Surround} beyond. A
 * network chooses between them for each pixel.
 *
 * <p>Everywhere: continuous pixels of an R x R crop, x to the right, y down, pixel centres at +0.5; depth z in the same unit,
 * growing away from the viewer. Projection is orthographic: depth is left out. The <em>canonical frame</em> has the same axes; its
 * origin lies between the outer eye corners and its unit is their distance.
 *
 * <p>Source: this project's own design, checked against vectors of an independent implementation.
 */
@NullMarked
package io.talkinghead.conditioning.turn;

import org.jspecify.annotations.NullMarked;
