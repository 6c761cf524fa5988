package io.talkinghead.kserve;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** The body of an answer, unless it is too long: then no more of it is taken than that, whether its length was told or not. */
final class LimitedBody implements BodySubscriber<byte[]> {
    private final BodySubscriber<byte[]> bytes = BodySubscribers.ofByteArray();
    private final long promised;
    private final long largest;
    private long length;
    private boolean refused;
    private @Nullable Subscription subscription;

    /**
     * Takes a body.
     *
     * @param promised how long it says that it is; 0 where it does not
     * @param largest that is taken, in bytes
     */
    LimitedBody(long promised, long largest) {
        this.promised = promised;
        this.largest = largest;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return bytes.getBody();
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        if (promised > largest) {
            refuse(promised);
        } else {
            bytes.onSubscribe(given);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> more) {
        for (ByteBuffer part : more) {
            length += part.remaining();
        }
        if (length > largest) {
            refuse(length);
        } else {
            bytes.onNext(more);
        }
    }

    private void refuse(long size) {
        if (refused || subscription == null) {
            return;
        }
        refused = true;
        subscription.cancel();
        bytes.onError(new TooLongException(
                "it answers with " + size + " bytes or more, where at most " + largest + " are expected"));
    }

    @Override
    public void onError(Throwable failure) {
        bytes.onError(failure);
    }

    @Override
    public void onComplete() {
        bytes.onComplete();
    }

    /** The body is too long. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLongException(String message) {
            super(message);
        }
    }
}
