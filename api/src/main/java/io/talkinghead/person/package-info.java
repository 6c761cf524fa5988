/** A person as the networks know them, and the file that keeps them. */
@NullMarked
package io.talkinghead.person;

import org.jspecify.annotations.NullMarked;
