/** Meta-learning: episodes, the step over one or several replicas, checkpoints, validation and reports. */
@NullMarked
package io.talkinghead.djl.train;

import org.jspecify.annotations.NullMarked;
