/** ONNX graphs executed operator by operator with DJL arrays, so that gradients flow through them. */
@NullMarked
package io.talkinghead.djl.program;

import org.jspecify.annotations.NullMarked;
