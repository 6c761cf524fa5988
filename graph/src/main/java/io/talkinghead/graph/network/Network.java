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
 * @param operations how long one of its operations takes
 */
@API(status = API.Status.INTERNAL, since = "0.1")
@SuppressWarnings("ArrayRecordComponent") // Handed to an engine once, never compared.
public record Network(
        String name, byte[] model, Map<String, Tensor> weights, NetworkShapes shapes, Operations operations) {
    /** How long an operation takes, beside waking a thread that helps with it. */
    public enum Operations {
        /** So long that every thread pays. */
        LONG,
        /** A second thread pays while it would be idle, and takes more processor time than it saves when it would not be. */
        SHORT,
        /** A second thread waits more than it computes. */
        TINY
    }

    /** Makes one of long operations. */
    public Network(String name, byte[] model, Map<String, Tensor> weights, NetworkShapes shapes) {
        this(name, model, weights, shapes, Operations.LONG);
    }

    /** Takes a graph with weights from outside; each is fetched when the engine asks for it. */
    public static Network of(String name, NetworkGraph graph, Function<String, Tensor> weights, NetworkShapes shapes) {
        return new Network(name, graph.model(), Maps.asMap(graph.parameters(), weights::apply), shapes);
    }

    /** Returns the same network, with operations of another length. */
    public Network with(Operations other) {
        return new Network(name, model, weights, shapes, other);
    }

    /** Returns the same function as another graph. */
    public Network rewritten(byte[] otherModel, Map<String, Tensor> otherWeights) {
        return new Network(name, otherModel, otherWeights, shapes, operations);
    }
}
