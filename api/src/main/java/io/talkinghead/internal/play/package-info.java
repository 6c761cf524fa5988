/** Playing drivers: their poses are found, adapted to a person and rendered. */
@NullMarked
package io.talkinghead.internal.play;

import org.jspecify.annotations.NullMarked;
