/** Poses of faces: the neutral face, rigid motion, lids, and faces followed from frame to frame. Not for users. */
@NullMarked
package io.talkinghead.face.pose;

import org.jspecify.annotations.NullMarked;
