/** The studio: a server on this machine, and a page in the browser on which people try their heads. */
@NullMarked
package io.talkinghead.cli.studio;

import org.jspecify.annotations.NullMarked;
