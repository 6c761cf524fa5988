package io.talkinghead.graph.rewrite;

import io.talkinghead.model.Tensor;
import java.util.Map;

/**
 * A network after its rewriting: the same function of the same inputs.
 *
 * @param model the protobuf bytes; not copied
 * @param weights the external initialisers, all of them, by name
 */
@SuppressWarnings("ArrayRecordComponent") // Handed to an engine once, never compared.
public record Rewritten(byte[] model, Map<String, Tensor> weights) {}
