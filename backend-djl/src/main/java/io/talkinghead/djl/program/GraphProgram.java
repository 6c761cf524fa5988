package io.talkinghead.djl.program;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.common.collect.ImmutableSet;
import io.talkinghead.djl.engine.Gradients;
import io.talkinghead.graph.onnx.OnnxModels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An ONNX graph that DJL's arrays execute operator by operator: the same description that other engines run, with gradients
 * where they are recorded.
 *
 * <p><b>Threading:</b> any number of threads, until it is closed.
 */
public final class GraphProgram implements AutoCloseable {
    private final NDManager manager;
    private final Map<String, NDArray> constants;
    private final Operators operators;
    private final List<Step> steps;
    private final Map<String, String> aliases;
    /** The number of the step after which a value is needed no more. */
    private final Map<String, Integer> lastUse;

    private GraphProgram(
            NDManager manager,
            Map<String, NDArray> constants,
            Operators operators,
            List<Step> steps,
            Map<String, String> aliases) {
        this.manager = manager;
        this.constants = constants;
        this.operators = operators;
        this.steps = steps;
        this.aliases = aliases;
        lastUse = lastUses(steps);
    }

    /**
     * Reads a graph.
     *
     * @param model serialised ONNX
     * @param parent owner of the constants until the program is closed
     * @param type of all computed values
     * @throws IllegalArgumentException when it is not ONNX
     */
    public static GraphProgram load(byte[] model, NDManager parent, DataType type) {
        GraphProto graph = OnnxModels.parse(model).getGraph();
        NDManager manager = parent.newSubManager();
        Constants constants = new Constants(manager, type);
        graph.getInitializerList().forEach(constants::add);
        Operators operators = new Operators(constants, type);
        Map<String, String> aliases = new HashMap<>();
        List<Step> steps = new ArrayList<>();
        for (NodeProto node : graph.getNodeList()) {
            List<String> inputs = node.getInputList().stream()
                    .map(name -> aliases.getOrDefault(name, name))
                    .toList();
            if (node.getOpType().equals("Identity")) {
                aliases.put(node.getOutput(0), inputs.get(0));
                continue;
            }
            Step step = new Step(node.getOpType(), inputs, node.getOutput(0), Attributes.of(node));
            if (constants.arrays.keySet().containsAll(inputs)) {
                fold(step, constants, operators);
            } else {
                steps.add(step);
            }
        }
        Set<String> outputs = new HashSet<>();
        for (ValueInfoProto output : graph.getOutputList()) {
            outputs.add(aliases.getOrDefault(output.getName(), output.getName()));
        }
        List<Step> fused = AdaInFusion.apply(steps, outputs, constants.trivial);
        return new GraphProgram(manager, constants.arrays, operators, fused, aliases);
    }

    /** What depends on constants alone, such as weights stored small, is computed once. */
    private static void fold(Step step, Constants constants, Operators operators) {
        List<NDArray> in = step.inputs().stream().map(constants.arrays::get).toList();
        constants.arrays.put(step.output(), Gradients.off(() -> operators.apply(step, in)));
    }

    /**
     * Runs the graph.
     *
     * @param given inputs and external weights by name; they stay the caller's
     * @param wanted names of outputs, or of values in between
     * @return the wanted values by name, the caller's to close
     */
    public Map<String, NDArray> run(Map<String, NDArray> given, Set<String> wanted) {
        Set<String> kept =
                wanted.stream().map(name -> aliases.getOrDefault(name, name)).collect(ImmutableSet.toImmutableSet());
        Map<String, NDArray> computed = new HashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            List<NDArray> in = new ArrayList<>();
            for (String input : step.inputs()) {
                NDArray value = value(input, computed, given);
                if (value != null) {
                    in.add(value);
                }
            }
            computed.put(step.output(), operators.apply(step, in));
            for (String input : step.inputs()) {
                if (lastUse.getOrDefault(input, -1) == i && !kept.contains(input)) {
                    NDArray done = computed.remove(input);
                    if (done != null) {
                        done.close();
                    }
                }
            }
        }
        Map<String, NDArray> results = new HashMap<>();
        for (String name : wanted) {
            NDArray value = computed.get(aliases.getOrDefault(name, name));
            if (value == null) {
                throw new IllegalArgumentException("the graph computes no " + name);
            }
            results.put(name, value);
        }
        return results;
    }

    /** Returns nothing for an input left out, and for constants that say shapes. */
    private @Nullable NDArray value(String name, Map<String, NDArray> computed, Map<String, NDArray> given) {
        NDArray value = computed.get(name);
        if (value == null) {
            value = given.get(name);
        }
        return value == null ? constants.get(name) : value;
    }

    private static Map<String, Integer> lastUses(List<Step> steps) {
        Map<String, Integer> uses = new HashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            for (String input : steps.get(i).inputs()) {
                uses.put(input, i);
            }
        }
        return uses;
    }

    @Override
    public void close() {
        manager.close();
    }
}
