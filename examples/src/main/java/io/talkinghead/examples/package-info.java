/** The command line. */
@NullMarked
package io.talkinghead.examples;

import org.jspecify.annotations.NullMarked;
