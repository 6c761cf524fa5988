/** Development tools that turn networks published elsewhere into this project's resources. */
@NullMarked
package io.talkinghead.verification.convert;

import org.jspecify.annotations.NullMarked;
