package io.talkinghead.graph.onnx;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A node in the making.
 *
 * <p><b>Threading:</b> one thread.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class NodeBuilder {
    private final NodeProto.Builder node;

    private NodeBuilder(NodeProto.Builder node) {
        this.node = node;
    }

    /** Starts a node of an operator. */
    public static NodeBuilder of(String operator, String... inputs) {
        return new NodeBuilder(NodeProto.newBuilder().setOpType(operator).addAllInput(List.of(inputs)));
    }

    /** Starts with another node's operator and attributes. */
    public static NodeBuilder like(NodeProto other, String... inputs) {
        return new NodeBuilder(
                other.toBuilder().clearOutput().clearInput().clearName().addAllInput(List.of(inputs)));
    }

    /** A convolution with a square kernel; {@code pads} are top, left, bottom, right. */
    public static NodeBuilder convolution(int kernel, int stride, long[] pads, String... inputs) {
        return of("Conv", inputs)
                .with("kernel_shape", kernel, kernel)
                .with("strides", stride, stride)
                .with("pads", pads);
    }

    /** Returns its operator. */
    public String operator() {
        return node.getOpType();
    }

    /** Adds whole numbers. */
    public NodeBuilder with(String name, long... values) {
        node.addAttribute(Attributes.integers(name, values));
        return this;
    }

    /** Adds a whole number. */
    public NodeBuilder withInteger(String name, long value) {
        node.addAttribute(Attributes.integer(name, value));
        return this;
    }

    /** Adds a number. */
    public NodeBuilder withNumber(String name, float value) {
        node.addAttribute(Attributes.number(name, value));
        return this;
    }

    /** Takes the operator from another domain than the standard one. */
    public NodeBuilder inDomain(String domain) {
        node.setDomain(domain);
        return this;
    }

    /** Adds a text. */
    public NodeBuilder withText(String name, String value) {
        node.addAttribute(Attributes.text(name, value));
        return this;
    }

    /** Returns the node; its output names it too. */
    public NodeProto build(String output) {
        return build(List.of(output));
    }

    /** Returns the node; its first output names it too. */
    public NodeProto build(List<String> outputs) {
        return node.setName(outputs.get(0)).addAllOutput(outputs).build();
    }
}
