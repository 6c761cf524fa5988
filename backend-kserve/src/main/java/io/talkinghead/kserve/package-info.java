/** The backend on model servers: found through ServiceLoader, nothing here is for direct use. */
@NullMarked
package io.talkinghead.kserve;

import org.jspecify.annotations.NullMarked;
