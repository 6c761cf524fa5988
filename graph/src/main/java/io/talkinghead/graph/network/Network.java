package io.talkinghead.graph.network;

import com.google.common.collect.Maps;
import io.talkinghead.model.Tensor;
import java.util.Map;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * A network as an engine gets it, to be run for one picture at a time.
 *
 * @param name what it is, for errors: "generator"
 * @param model serialised ONNX; not copied
 * @param weights the external initialisers, all of them, by name; none when the model holds its weights itself
 * @param shapes of what goes in and out
 * @param light whether its operations are so short that a second thread waits more than it computes
 */
@API(status = API.Status.INTERNAL, since = "0.1")
@SuppressWarnings("ArrayRecordComponent") // Handed to an engine once, never compared.
public record Network(String name, byte[] model, Map<String, Tensor> weights, NetworkShapes shapes, boolean light) {
    /** Makes one that is not light. */
    public Network(String name, byte[] model, Map<String, Tensor> weights, NetworkShapes shapes) {
        this(name, model, weights, shapes, false);
    }

    /** Takes a graph with weights from outside; each is fetched when the engine asks for it. */
    public static Network of(String name, NetworkGraph graph, Function<String, Tensor> weights, NetworkShapes shapes) {
        return new Network(name, graph.model(), Maps.asMap(graph.parameters(), weights::apply), shapes);
    }

    /** Returns the same network, light. */
    public Network lightened() {
        return new Network(name, model, weights, shapes, true);
    }

    /** Returns the same function as another graph. */
    public Network rewritten(byte[] otherModel, Map<String, Tensor> otherWeights) {
        return new Network(name, otherModel, otherWeights, shapes, light);
    }
}
