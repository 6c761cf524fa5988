/** Few-shot adversarial fine-tuning of a person (paper, section 3.4). */
@NullMarked
package io.talkinghead.djl.tune;

import org.jspecify.annotations.NullMarked;
