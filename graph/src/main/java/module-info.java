/** The networks as ONNX graphs and the face nets' pre- and post-processing. Internal to backends. */
@org.jspecify.annotations.NullMarked
module io.talkinghead.graph {
    requires transitive io.talkinghead;
    requires com.google.common;
    requires com.google.protobuf;
    requires org.slf4j;
    requires org.tribuo.util.onnx;

    exports io.talkinghead.graph;
    exports io.talkinghead.graph.face;
}
