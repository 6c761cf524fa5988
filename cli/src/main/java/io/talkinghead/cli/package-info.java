/** The command line. */
@NullMarked
package io.talkinghead.cli;

import org.jspecify.annotations.NullMarked;
