package io.talkinghead.graph.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import com.google.common.primitives.Longs;
import com.google.protobuf.ByteString;
import org.apiguardian.api.API;

/** Makes the attributes of nodes. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Attributes {
    private Attributes() {}

    /** Returns a list of whole numbers. */
    public static AttributeProto integers(String name, long... values) {
        return of(name, AttributeType.INTS).addAllInts(Longs.asList(values)).build();
    }

    /** Returns a whole number. */
    public static AttributeProto integer(String name, long value) {
        return of(name, AttributeType.INT).setI(value).build();
    }

    /** Returns a number. */
    public static AttributeProto number(String name, float value) {
        return of(name, AttributeType.FLOAT).setF(value).build();
    }

    /** Returns a text. */
    public static AttributeProto text(String name, String value) {
        return of(name, AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }

    private static AttributeProto.Builder of(String name, AttributeType type) {
        return AttributeProto.newBuilder().setName(name).setType(type);
    }
}
