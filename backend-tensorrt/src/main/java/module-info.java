/** The TensorRT backend: low latency on NVIDIA GPUs. */
@org.jspecify.annotations.NullMarked
module io.talkinghead.tensorrt {
    requires com.google.common;
    requires com.google.protobuf;
    requires io.talkinghead;
    requires io.talkinghead.graph;
    requires org.bytedeco.cuda;
    requires org.bytedeco.javacpp;
    requires org.bytedeco.tensorrt;
    requires org.slf4j;
    requires org.tribuo.util.onnx;

    provides io.talkinghead.spi.BackendProvider with
            io.talkinghead.tensorrt.TensorRtBackendProvider;
}
