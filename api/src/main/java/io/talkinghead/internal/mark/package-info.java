/** The invisible watermark: writing it into pictures, and finding it again. */
@NullMarked
package io.talkinghead.internal.mark;

import org.jspecify.annotations.NullMarked;
