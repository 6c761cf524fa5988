package io.talkinghead.cli.studio;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What a request is answered with. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
sealed interface Answer {
    /** Answers with JSON. */
    static Answer json(JsonNode json) {
        return json(200, json);
    }

    /** Answers with JSON and a status of HTTP. */
    static Answer json(int status, JsonNode json) {
        return new InMemory(status, "application/json", json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Answers with a picture or the like. */
    static Answer bytes(String type, byte[] bytes) {
        return new InMemory(200, type, bytes);
    }

    /** Answers with a file to be kept under a name. */
    static Answer file(String type, Path file, String name) {
        return new OnDisk(type, file, name);
    }

    /**
     * Bytes.
     *
     * @param status of HTTP
     * @param type their media type
     */
    @SuppressWarnings("ArrayRecordComponent") // Sent once, never compared.
    record InMemory(int status, String type, byte[] bytes) implements Answer {}

    /**
     * A file.
     *
     * @param type its media type
     * @param name under which the browser keeps it
     */
    record OnDisk(String type, Path file, String name) implements Answer {}
}
