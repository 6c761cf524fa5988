/** What goes wrong, with stable codes. */
@NullMarked
package io.talkinghead.error;

import org.jspecify.annotations.NullMarked;
