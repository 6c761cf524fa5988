package io.talkinghead.graph.network;

import java.util.Set;
import org.apiguardian.api.API;

/**
 * A network as a serialised ONNX model whose weights are external: the engine is handed every one of
 * {@code parameters} by name, so that weights change without a new graph.
 *
 * @param model the protobuf bytes; not copied
 * @param parameters the names of the external initialisers, as in {@link io.talkinghead.model.ParameterLayout}
 */
@API(status = API.Status.INTERNAL, since = "0.1")
@SuppressWarnings("ArrayRecordComponent") // Handed to an engine once, never compared.
public record NetworkGraph(byte[] model, Set<String> parameters) {}
