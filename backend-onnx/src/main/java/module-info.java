/** The ONNX Runtime backend. */
@org.jspecify.annotations.NullMarked
module io.talkinghead.onnx {
    requires io.talkinghead;
    requires io.talkinghead.graph;
    requires com.google.common;
    requires com.microsoft.onnxruntime;
    requires org.slf4j;

    provides io.talkinghead.spi.BackendProvider with
            io.talkinghead.onnx.OnnxBackendProvider;
}
