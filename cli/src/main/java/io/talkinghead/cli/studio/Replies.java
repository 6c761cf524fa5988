package io.talkinghead.cli.studio;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Writes answers to browsers. */
final class Replies {
    private Replies() {}

    static void send(Answer answer, Response response, Callback callback) {
        if (answer instanceof Answer.InMemory bytes) {
            response.setStatus(bytes.status());
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, bytes.type());
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.bytes().length);
            response.write(true, ByteBuffer.wrap(bytes.bytes()), callback);
        } else if (answer instanceof Answer.OnDisk file) {
            send(file, response, callback);
        }
    }

    private static void send(Answer.OnDisk file, Response response, Callback callback) {
        try {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, Files.size(file.file()));
        } catch (IOException e) {
            throw new TalkingHeadException(ErrorCode.OUTPUT_NOT_WRITABLE, "cannot read " + file.name() + ": " + e, e);
        }
        response.setStatus(200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, file.type());
        response.getHeaders().put(HttpHeader.CONTENT_DISPOSITION, "attachment; filename=\"" + file.name() + "\"");
        Content.copy(Content.Source.from(file.file()), response, callback);
    }

    static void send(Problem problem, Response response, Callback callback) {
        send(Answer.json(problem.status(), problem.json()), response, callback);
    }
}
