/** The DJL backend: fine-tuning and training on PyTorch, and inference. */
@org.jspecify.annotations.NullMarked
module io.talkinghead.djl {
    requires ai.djl.api;
    requires ai.djl.pytorch_engine;
    requires com.fasterxml.jackson.databind;
    requires com.google.common;
    requires com.google.protobuf;
    requires io.talkinghead;
    requires io.talkinghead.graph;
    requires io.talkinghead.lab;
    requires org.slf4j;
    requires org.tribuo.util.onnx;

    // Checkpoints are described by records.
    opens io.talkinghead.djl.train to
            com.fasterxml.jackson.databind;

    provides io.talkinghead.spi.BackendProvider with
            io.talkinghead.djl.DjlBackendProvider;
    provides io.talkinghead.lab.comparison.BaselineProvider with
            io.talkinghead.djl.DjlBaselineProvider;
    provides io.talkinghead.lab.training.TrainerProvider with
            io.talkinghead.djl.DjlTrainerProvider;
}
