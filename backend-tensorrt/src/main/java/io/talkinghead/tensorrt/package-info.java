/** The TensorRT backend: found through ServiceLoader, nothing here is for direct use. */
@NullMarked
package io.talkinghead.tensorrt;

import org.jspecify.annotations.NullMarked;
