/** Choosing backends and sharing the engines they open. */
@NullMarked
package io.talkinghead.internal.engine;

import org.jspecify.annotations.NullMarked;
