package io.talkinghead.graph.network;

import com.google.common.hash.Hashing;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.internal.file.ClassPathResources;
import java.io.IOException;
import java.io.InputStream;
import org.apiguardian.api.API;

/**
 * A network as an ONNX resource of {@code talkinghead-models}.
 *
 * @param what the network, for errors
 * @param path of the resource
 * @param sha256 of its content, in hexadecimal
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record NetworkResource(String what, String path, String sha256) {
    /**
     * Reads the ONNX file.
     *
     * @throws TalkingHeadException {@link ErrorCode#MODEL_NOT_FOUND} without the artifact on the class path,
     *     {@link ErrorCode#MODEL_INVALID} when its content is not the one this code was written for
     */
    public byte[] read() {
        try (InputStream in = ClassPathResources.open(path)) {
            if (in == null) {
                throw new TalkingHeadException(
                        ErrorCode.MODEL_NOT_FOUND,
                        "the " + what + " is not on the class path; add the artifact"
                                + " io.talkinghead:talkinghead-models");
            }
            byte[] bytes = in.readAllBytes();
            String found = Hashing.sha256().hashBytes(bytes).toString();
            if (!found.equals(sha256)) {
                throw new TalkingHeadException(
                        ErrorCode.MODEL_INVALID,
                        "the " + what + " has the sha256 " + found + ", not " + sha256
                                + "; use talkinghead-models of this library's own version");
            }
            return bytes;
        } catch (IOException e) {
            throw new TalkingHeadException(ErrorCode.MODEL_INVALID, "cannot read " + path + ": " + e, e);
        }
    }
}
