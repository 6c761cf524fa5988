package io.talkinghead.graph.rewrite;

import com.google.common.collect.ImmutableMap;
import io.talkinghead.graph.onnx.NodeBuilder;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * A network that also puts out the smallest and the largest of some values on its way, one number each: whole maps would be
 * hundreds of megabytes for a large network.
 *
 * @param network with the further outputs
 * @param ends the names of each value's two outputs
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Probed(Rewritten network, Map<String, Ends> ends) {
    /** Returns a network with probes at values, which are maps: [1, c, h, w]. */
    public static Probed of(Rewritten network, Set<String> values) {
        Draft draft = new Draft(network.model(), network.weights());
        ImmutableMap.Builder<String, Ends> ends = ImmutableMap.builder();
        for (String value : values) {
            Ends outputs = new Ends(
                    draft.add(NodeBuilder.of("ReduceMin", value)), draft.add(NodeBuilder.of("ReduceMax", value)));
            draft.addOutput(outputs.least());
            draft.addOutput(outputs.most());
            ends.put(value, outputs);
        }
        return new Probed(draft.build(), ends.buildOrThrow());
    }

    /**
     * The outputs for one value, each of the shape [1, 1, 1, 1].
     *
     * @param least puts out the smallest
     * @param most puts out the largest
     */
    public record Ends(String least, String most) {}
}
