/** Photos as the networks take them: crops, landmark pictures and guides, in batches. */
@NullMarked
package io.talkinghead.djl.sample;

import org.jspecify.annotations.NullMarked;
