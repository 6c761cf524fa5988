/** The networks of a model specification as ONNX graphs. Internal to backends. */
@NullMarked
package io.talkinghead.graph;

import org.jspecify.annotations.NullMarked;
