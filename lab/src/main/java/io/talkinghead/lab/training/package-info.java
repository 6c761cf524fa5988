/** Meta-learning of models (paper, section 3.3): plan, options, progress and outcome. */
@NullMarked
package io.talkinghead.lab.training;

import org.jspecify.annotations.NullMarked;
