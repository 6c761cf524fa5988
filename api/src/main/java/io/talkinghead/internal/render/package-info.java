/** Rendering one frame of a head. */
@NullMarked
package io.talkinghead.internal.render;

import org.jspecify.annotations.NullMarked;
