package io.talkinghead.graph.rewrite;

import io.talkinghead.model.Tensor;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * A network after its rewriting: the same function of the same inputs.
 *
 * @param model the protobuf bytes; not copied
 * @param weights the external initialisers, all of them, by name
 */
@API(status = API.Status.INTERNAL, since = "0.1")
@SuppressWarnings("ArrayRecordComponent") // Handed to an engine once, never compared.
public record Rewritten(byte[] model, Map<String, Tensor> weights) {}
