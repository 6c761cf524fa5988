/** The TalkingHead library: the stable API for users and the SPI for backend authors. */
@org.jspecify.annotations.NullMarked
module io.talkinghead {
    requires transitive java.desktop;
    requires transitive org.jspecify;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires com.google.common;
    requires com.twelvemonkeys.imageio.metadata;
    requires org.slf4j;

    exports io.talkinghead;
    exports io.talkinghead.dataset;
    exports io.talkinghead.drive;
    exports io.talkinghead.error;
    exports io.talkinghead.evaluation;
    exports io.talkinghead.face;
    exports io.talkinghead.file;
    exports io.talkinghead.image;
    exports io.talkinghead.model;
    exports io.talkinghead.person;
    exports io.talkinghead.spi;

    uses io.talkinghead.spi.BackendProvider;
    uses io.talkinghead.spi.VideoProvider;
}
