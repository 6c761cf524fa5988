package io.talkinghead.kserve;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.graph.served.ServedName;
import io.talkinghead.internal.file.JsonTree;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server, as the KServe v2 protocol over HTTP shows it, with Triton's extension for binary tensors.
 *
 * <p><b>Threading:</b> any number of threads.
 */
final class ModelServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModelServer.class);
    private static final String HEADER_LENGTH = "Inference-Header-Content-Length";
    /** Of an answer besides the tensors. */
    private static final int OTHER_BYTES = 1 << 20;

    private final Settings settings;
    private final Exchanges exchanges;

    ModelServer(Settings settings) {
        this.settings = settings;
        exchanges = new Exchanges(settings.deadline());
    }

    /** Returns what the server says about itself. */
    String describe() {
        JsonNode found = tree(exchanges.send(request("/v2").GET(), "the model server " + settings.url(), OTHER_BYTES));
        return "the model server " + settings.url() + ", " + found.path("name").asText("of unknown name") + " "
                + found.path("version").asText("");
    }

    /**
     * Returns what the server says about a network.
     *
     * @throws TalkingHeadException {@link ErrorCode#MODEL_NOT_FOUND} when it does not have it
     */
    JsonNode describe(ServedName name) {
        HttpResponse<byte[]> answer =
                exchanges.send(request("/v2/models/" + name).GET(), what(name), OTHER_BYTES);
        int status = answer.statusCode();
        if (status == HttpURLConnection.HTTP_NOT_FOUND || status == HttpURLConnection.HTTP_BAD_REQUEST) {
            throw missing(name);
        }
        return tree(checked(answer, name));
    }

    /**
     * Runs a network.
     *
     * @param headerLength how much of the body is JSON
     * @param body the JSON, and the tensors behind it
     * @param largest how many bytes of tensors are expected
     */
    InferAnswer infer(ServedName name, int headerLength, byte[] body, long largest) {
        HttpRequest.Builder request = request("/v2/models/" + name + "/infer")
                .header("Content-Type", "application/octet-stream")
                .header(HEADER_LENGTH, Integer.toString(headerLength))
                .POST(BodyPublishers.ofByteArray(body));
        HttpResponse<byte[]> answer = exchanges.send(request, what(name), largest + OTHER_BYTES);
        if (answer.statusCode() == HttpURLConnection.HTTP_NOT_FOUND) {
            throw missing(name);
        }
        byte[] bytes = checked(answer, name).body();
        long length = answer.headers().firstValueAsLong(HEADER_LENGTH).orElse(bytes.length);
        if (length < 0 || length > bytes.length) {
            throw failed(name, "its answer is " + bytes.length + " bytes long, its header " + length, null);
        }
        return InferAnswer.of(name, bytes, (int) length);
    }

    private TalkingHeadException missing(ServedName name) {
        List<String> others = others(name);
        return new TalkingHeadException(
                ErrorCode.MODEL_NOT_FOUND,
                "the model server " + settings.url() + " does not have the network " + name
                        + (others.isEmpty() ? "" : ", but those of other models, persons or releases: " + others)
                        + "; write it by 'talkinghead export triton' of this release, and have the server load it");
    }

    /** The networks of the same kind: only some servers list what they have. */
    private List<String> others(ServedName name) {
        List<String> found = new ArrayList<>();
        try {
            HttpRequest.Builder request = request("/v2/repository/index").POST(BodyPublishers.noBody());
            HttpResponse<byte[]> answer = exchanges.send(request, "the list of networks", OTHER_BYTES);
            if (answer.statusCode() == HttpURLConnection.HTTP_OK) {
                tree(answer).forEach(model -> found.add(model.path("name").asText()));
            }
        } catch (TalkingHeadException e) {
            LOG.debug("the model server lists nothing", e);
        }
        found.removeIf(served -> !name.isSameKind(served));
        return found;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(settings.url().resolve(settings.url().getRawPath() + path));
    }

    private String what(ServedName name) {
        return name.kind() + " on the model server " + settings.url();
    }

    private HttpResponse<byte[]> checked(HttpResponse<byte[]> answer, ServedName name) {
        if (answer.statusCode() != HttpURLConnection.HTTP_OK) {
            throw failed(name, "it answers " + answer.statusCode() + ": " + error(answer), null);
        }
        return answer;
    }

    private static String error(HttpResponse<byte[]> answer) {
        try {
            return JsonTree.read(answer.body()).path("error").asText("without a reason");
        } catch (IOException e) {
            String text = new String(answer.body(), UTF_8).strip();
            return text.substring(0, Math.min(text.length(), 200));
        }
    }

    private JsonNode tree(HttpResponse<byte[]> answer) {
        try {
            return JsonTree.read(answer.body());
        } catch (IOException e) {
            throw new TalkingHeadException(
                    ErrorCode.BACKEND_FAILED,
                    "what answers at " + settings.url() + " does not speak KServe v2: " + e.getMessage(),
                    e);
        }
    }

    private TalkingHeadException failed(ServedName name, String why, @Nullable IOException cause) {
        return new TalkingHeadException(ErrorCode.BACKEND_FAILED, what(name) + " failed: " + why, cause);
    }

    @Override
    public void close() {
        exchanges.close();
    }
}
