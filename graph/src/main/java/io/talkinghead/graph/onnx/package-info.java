/** Writing and reading ONNX models. */
@NullMarked
package io.talkinghead.graph.onnx;

import org.jspecify.annotations.NullMarked;
