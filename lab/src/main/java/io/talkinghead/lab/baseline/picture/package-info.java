/** What the compared methods without networks do to pictures. Not exported. */
@NullMarked
package io.talkinghead.lab.baseline.picture;

import org.jspecify.annotations.NullMarked;
