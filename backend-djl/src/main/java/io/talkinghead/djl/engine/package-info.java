/** Starting PyTorch through DJL, and switching gradients. */
@NullMarked
package io.talkinghead.djl.engine;

import org.jspecify.annotations.NullMarked;
