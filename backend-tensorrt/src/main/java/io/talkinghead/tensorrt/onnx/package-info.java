/** Networks as TensorRT is to get them: ONNX models with fixed shapes, their weights, and the precision of every value. */
@NullMarked
package io.talkinghead.tensorrt.onnx;

import org.jspecify.annotations.NullMarked;
