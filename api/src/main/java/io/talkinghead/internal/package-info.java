/** The render pipeline and the selection of backends. Not exported. */
@NullMarked
package io.talkinghead.internal;

import org.jspecify.annotations.NullMarked;
