package io.talkinghead.djl.program;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.common.primitives.Longs;
import java.util.HashMap;
import java.util.Map;

/** The attributes of one node, with defaults for those that are absent. */
final class Attributes {
    private final Map<String, AttributeProto> byName = new HashMap<>();

    private Attributes() {}

    static Attributes of(NodeProto node) {
        Attributes attributes = new Attributes();
        node.getAttributeList().forEach(attribute -> attributes.byName.put(attribute.getName(), attribute));
        return attributes;
    }

    long integer(String name, long otherwise) {
        AttributeProto attribute = byName.get(name);
        return attribute == null ? otherwise : attribute.getI();
    }

    float number(String name, float otherwise) {
        AttributeProto attribute = byName.get(name);
        return attribute == null ? otherwise : attribute.getF();
    }

    String text(String name, String otherwise) {
        AttributeProto attribute = byName.get(name);
        return attribute == null ? otherwise : attribute.getS().toStringUtf8();
    }

    long[] integers(String name, long... otherwise) {
        AttributeProto attribute = byName.get(name);
        return attribute == null ? otherwise : Longs.toArray(attribute.getIntsList());
    }
}
