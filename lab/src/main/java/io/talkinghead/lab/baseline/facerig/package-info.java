/** A face as a rig of identity and expression: Face2Face, Thies et al., CVPR 2016. Not exported. */
@NullMarked
package io.talkinghead.lab.baseline.facerig;

import org.jspecify.annotations.NullMarked;
