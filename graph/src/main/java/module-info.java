/** The networks as ONNX graphs and the pre- and post-processing of the face and feature nets. Internal to backends. */
@org.jspecify.annotations.NullMarked
module io.talkinghead.graph {
    requires transitive io.talkinghead;
    requires com.google.common;
    requires transitive com.google.protobuf;
    requires org.slf4j;
    requires transitive org.tribuo.util.onnx;

    exports io.talkinghead.graph.backend;
    exports io.talkinghead.graph.face;
    exports io.talkinghead.graph.feature;
    exports io.talkinghead.graph.net;
    exports io.talkinghead.graph.network;
    exports io.talkinghead.graph.onnx;
    exports io.talkinghead.graph.precision;
    exports io.talkinghead.graph.rewrite;
    exports io.talkinghead.graph.served;
}
