package io.talkinghead.kserve;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** The body of an answer, unless it is too long: then no more of it is taken than that, whether its length was told or not. */
final class LimitedBody implements BodySubscriber<byte[]> {
    private final BodySubscriber<byte[]> bytes = BodySubscribers.ofByteArray();
    private final CompletableFuture<byte[]> result = new CompletableFuture<>();
    private final long largest;
    private long length;
    private @Nullable Subscription subscription;

    /**
     * Takes a body.
     *
     * @param promised how long it says that it is; 0 where it does not
     * @param largest that is taken, in bytes
     */
    LimitedBody(long promised, long largest) {
        this.largest = largest;
        CompletionStage<Void> unused = bytes.getBody()
                .thenAccept(result::complete)
                .exceptionally(failure -> {
                    result.completeExceptionally(failure);
                    return null;
                });
        check(promised);
    }

    private boolean check(long size) {
        return size <= largest
                || !result.completeExceptionally(new TooLongException(
                        "it answers with " + size + " bytes or more, where at most " + largest + " are expected"));
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return result;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        if (result.isCompletedExceptionally()) {
            given.cancel();
        } else {
            bytes.onSubscribe(given);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> more) {
        for (ByteBuffer part : more) {
            length += part.remaining();
        }
        if (check(length)) {
            bytes.onNext(more);
        } else if (subscription != null) {
            subscription.cancel();
        }
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
