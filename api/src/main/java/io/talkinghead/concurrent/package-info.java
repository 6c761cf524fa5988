/** Waiting for what other threads do. Not exported. */
@NullMarked
package io.talkinghead.concurrent;

import org.jspecify.annotations.NullMarked;
