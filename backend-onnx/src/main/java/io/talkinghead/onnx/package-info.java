/** The ONNX Runtime backend: found through ServiceLoader, nothing here is for direct use. */
@NullMarked
package io.talkinghead.onnx;

import org.jspecify.annotations.NullMarked;
