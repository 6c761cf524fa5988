package io.talkinghead.graph.rewrite;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.common.primitives.Longs;
import com.google.protobuf.ByteString;
import java.util.List;

/** A node to be added to a {@link Draft}. */
final class NodeBuilder {
    private final NodeProto.Builder node;

    private NodeBuilder(NodeProto.Builder node) {
        this.node = node;
    }

    static NodeBuilder of(String operator, String... inputs) {
        return new NodeBuilder(NodeProto.newBuilder().setOpType(operator).addAllInput(List.of(inputs)));
    }

    /** Starts with another node's operator and attributes. */
    static NodeBuilder like(NodeProto other, String... inputs) {
        return new NodeBuilder(
                other.toBuilder().clearOutput().clearInput().clearName().addAllInput(List.of(inputs)));
    }

    /** A convolution with a square kernel; {@code pads} are top, left, bottom, right. */
    static NodeBuilder convolution(int kernel, int stride, long[] pads, String... inputs) {
        return of("Conv", inputs)
                .with("kernel_shape", kernel, kernel)
                .with("strides", stride, stride)
                .with("pads", pads);
    }

    String operator() {
        return node.getOpType();
    }

    NodeBuilder with(String name, long... values) {
        node.addAttribute(AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INTS)
                .addAllInts(Longs.asList(values)));
        return this;
    }

    NodeBuilder withInteger(String name, long value) {
        node.addAttribute(AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value));
        return this;
    }

    NodeBuilder withNumber(String name, float value) {
        node.addAttribute(AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.FLOAT)
                .setF(value));
        return this;
    }

    NodeBuilder inDomain(String domain) {
        node.setDomain(domain);
        return this;
    }

    NodeBuilder withText(String name, String value) {
        node.addAttribute(AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value)));
        return this;
    }

    NodeProto build(String output) {
        return build(List.of(output));
    }

    NodeProto build(List<String> outputs) {
        return node.setName(outputs.get(0)).addAllOutput(outputs).build();
    }
}
