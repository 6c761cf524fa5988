/** Fine-tuning a person on their own photos (paper, section 3.4): options, progress and outcome. */
@NullMarked
package io.talkinghead.tuning;

import org.jspecify.annotations.NullMarked;
