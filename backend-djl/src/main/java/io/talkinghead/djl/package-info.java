/** The DJL backend: found through ServiceLoader, nothing here is for direct use. */
@NullMarked
package io.talkinghead.djl;

import org.jspecify.annotations.NullMarked;
