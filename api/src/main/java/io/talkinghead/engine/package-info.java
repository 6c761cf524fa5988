/** How an engine is to run: device, threads, seed and precision, and what it can do. */
@NullMarked
package io.talkinghead.engine;

import org.jspecify.annotations.NullMarked;
