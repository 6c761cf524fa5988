/** The facade: photos of a person in, a moving head out. */
@NullMarked
package io.talkinghead;

import org.jspecify.annotations.NullMarked;
