package io.talkinghead.djl.program;

import java.util.List;

/**
 * One operation of a program.
 *
 * @param operator the ONNX operator, or {@link AdaInFusion#OPERATOR}
 * @param inputs names of values; an empty one is an input left out
 * @param output name of the result
 * @param attributes of the node
 */
record Step(String operator, List<String> inputs, String output, Attributes attributes) {}
