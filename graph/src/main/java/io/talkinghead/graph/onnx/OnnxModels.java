package io.talkinghead.graph.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import org.apiguardian.api.API;

/** Reads whole models, and makes them of graphs. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class OnnxModels {
    /** Of the standard operators; everything here is written and read as this version says. */
    private static final long OPSET = 17;

    private static final long IR_VERSION = 8;

    private OnnxModels() {}

    /** Makes a model of a graph of standard operators. */
    public static ModelProto of(GraphProto.Builder graph) {
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("talkinghead")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
                .setGraph(graph)
                .build();
    }

    /**
     * Reads a serialised model.
     *
     * @throws TalkingHeadException {@link ErrorCode#MODEL_INVALID} when it is none
     */
    public static ModelProto parse(byte[] model) {
        try {
            return ModelProto.parseFrom(model);
        } catch (InvalidProtocolBufferException e) {
            throw new TalkingHeadException(
                    ErrorCode.MODEL_INVALID, "the network is not an ONNX model: " + e.getMessage(), e);
        }
    }
}
