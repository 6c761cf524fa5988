/** Writing files so that a failure never leaves half of one. */
@NullMarked
package io.talkinghead.internal.file;

import org.jspecify.annotations.NullMarked;
