/** What a module that reads and writes video files provides. */
@NullMarked
package io.talkinghead.spi.video;

import org.jspecify.annotations.NullMarked;
