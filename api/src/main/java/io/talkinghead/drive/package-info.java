/** What moves a head: tracks, videos and pictures, smoothed and adapted to the person's face. */
@NullMarked
package io.talkinghead.drive;

import org.jspecify.annotations.NullMarked;
