/**
 * The TalkingHead library: the API for users, and in {@code io.talkinghead.spi} what authors of backends implement.
 *
 * <p>Packages exported to named modules only are this library's own and may change at any time.
 */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("module") // The modules that packages are exported to are built after this one.
module io.talkinghead {
    requires static transitive org.apiguardian.api;
    requires transitive java.desktop;
    requires transitive org.jspecify;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires com.google.common;
    requires com.twelvemonkeys.imageio.metadata;
    requires java.management;
    requires org.slf4j;

    exports io.talkinghead;
    exports io.talkinghead.drive;
    exports io.talkinghead.engine;
    exports io.talkinghead.error;
    exports io.talkinghead.face;
    exports io.talkinghead.image;
    exports io.talkinghead.marks;
    exports io.talkinghead.model;
    exports io.talkinghead.person;
    exports io.talkinghead.spi;
    exports io.talkinghead.spi.picture;
    exports io.talkinghead.spi.video;
    exports io.talkinghead.tuning;
    exports io.talkinghead.work;
    exports io.talkinghead.conditioning to
            io.talkinghead.djl,
            io.talkinghead.graph,
            io.talkinghead.lab;
    exports io.talkinghead.conditioning.turn to
            io.talkinghead.djl,
            io.talkinghead.graph,
            io.talkinghead.lab;
    exports io.talkinghead.face.pose to
            io.talkinghead.djl,
            io.talkinghead.graph,
            io.talkinghead.lab;
    exports io.talkinghead.internal.engine to
            io.talkinghead.djl,
            io.talkinghead.lab,
            io.talkinghead.onnx,
            io.talkinghead.video;
    exports io.talkinghead.internal.file to
            io.talkinghead.djl,
            io.talkinghead.graph,
            io.talkinghead.kserve,
            io.talkinghead.lab,
            io.talkinghead.onnx,
            io.talkinghead.tensorrt,
            io.talkinghead.video;
    exports io.talkinghead.internal.head to
            io.talkinghead.lab;
    exports io.talkinghead.internal.render to
            io.talkinghead.lab;
    exports io.talkinghead.internal.run to
            io.talkinghead.djl,
            io.talkinghead.graph,
            io.talkinghead.kserve,
            io.talkinghead.lab,
            io.talkinghead.onnx,
            io.talkinghead.tensorrt,
            io.talkinghead.video;
    exports io.talkinghead.internal.service to
            io.talkinghead.lab;

    uses io.talkinghead.spi.BackendProvider;
    uses io.talkinghead.spi.picture.PictureProvider;
    uses io.talkinghead.spi.video.VideoProvider;
}
