/** Landmarks and what is made from them: the crop, the landmark picture and the guiding warp. */
@NullMarked
package io.talkinghead.face;

import org.jspecify.annotations.NullMarked;
