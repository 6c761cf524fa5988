/** Threads: waiting for them, and guarding what they share. */
@NullMarked
package io.talkinghead.internal.run;

import org.jspecify.annotations.NullMarked;
