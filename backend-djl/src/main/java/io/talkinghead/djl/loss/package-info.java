/** The losses of the paper (section 3.3), each its own type. */
@NullMarked
package io.talkinghead.djl.loss;

import org.jspecify.annotations.NullMarked;
