/** The backend whose networks run on a model server. */
@org.jspecify.annotations.NullMarked
module io.talkinghead.kserve {
    requires io.talkinghead;
    requires io.talkinghead.graph;
    requires com.fasterxml.jackson.databind;
    requires com.google.common;
    requires java.net.http;
    requires org.slf4j;

    provides io.talkinghead.spi.BackendProvider with
            io.talkinghead.kserve.KserveBackendProvider;
}
