/** A portrait brought to life by warps of the picture plane: Averbuch-Elor et al., SIGGRAPH Asia 2017. Not exported. */
@NullMarked
package io.talkinghead.lab.baseline.portrait;

import org.jspecify.annotations.NullMarked;
