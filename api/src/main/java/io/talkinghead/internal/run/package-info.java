/** Threads: making them, waiting for them, counting what they do, and guarding what they share. */
@NullMarked
package io.talkinghead.internal.run;

import org.jspecify.annotations.NullMarked;
