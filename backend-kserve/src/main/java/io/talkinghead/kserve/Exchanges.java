package io.talkinghead.kserve;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.base.Throwables;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.internal.run.Awaited;
import io.talkinghead.internal.run.Workers;
import io.talkinghead.work.Cancellation;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Requests that may be sent again, since networks remember nothing: within one deadline they are, up to four times, when the server
 * cannot be reached, breaks off or says that it is busy. Between them are pauses of 50, 100 and 200 ms, each up to half as long again,
 * so that not all clients come back at once.
 *
 * <p><b>Threading:</b> any number of threads. An interrupt ends the wait.
 */
final class Exchanges implements AutoCloseable {
    private static final int ATTEMPTS = 4;
    private static final long FIRST_PAUSE_MILLIS = 50;
    /** Too many requests, bad gateway, unavailable, gateway timeout. */
    private static final Set<Integer> BUSY = Set.of(429, 502, 503, 504);

    private final Duration deadline;
    /** Its waits cannot be limited as a whole, so each is in a thread of its own. */
    private final Workers workers = Workers.cached("talkinghead-kserve");

    private volatile @Nullable HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Limits the time of one request, with all that it takes to get it answered. */
    Exchanges(Duration deadline) {
        this.deadline = deadline;
    }

    /**
     * Sends a request.
     *
     * @param what is asked, for errors: "the generator on the server"
     * @param largest answer that is taken, in bytes
     * @return an answer of any status that does not mean busy
     * @throws TalkingHeadException {@link ErrorCode#BACKEND_UNREACHABLE} when there is none, {@link ErrorCode#BACKEND_DEADLINE} when
     *     there is none in time, {@link ErrorCode#BACKEND_FAILED} when the server cannot be trusted or answers with too much,
     *     {@link ErrorCode#CANCELLED} when this thread is interrupted
     */
    HttpResponse<byte[]> send(HttpRequest.Builder request, String what, long largest) {
        HttpRequest built = request.build();
        long end = System.nanoTime() + deadline.toNanos();
        for (int attempt = 1; ; attempt++) {
            Outcome outcome = once(built, what, largest, end);
            if (outcome.answer != null && !BUSY.contains(outcome.answer.statusCode())) {
                return outcome.answer;
            }
            if (outcome.mistrusted()) {
                throw new TalkingHeadException(
                        ErrorCode.BACKEND_FAILED,
                        what + " is not asked: its certificate is not trusted here (" + outcome.failure
                                + "); trust it by javax.net.ssl.trustStore",
                        outcome.failure);
            }
            if (attempt == ATTEMPTS) {
                throw new TalkingHeadException(
                        ErrorCode.BACKEND_UNREACHABLE,
                        what + " cannot be reached, asked " + ATTEMPTS + " times: " + outcome.words(),
                        outcome.failure);
            }
            pause(attempt, what, end);
        }
    }

    private Outcome once(HttpRequest request, String what, long largest, long end) {
        HttpClient open = client;
        checkState(open != null, "this backend is closed");
        Future<Outcome> future = workers.submit(() -> {
            try {
                return new Outcome(open.send(request, head -> body(head, largest)), null);
            } catch (IOException e) {
                for (Throwable cause : Throwables.getCausalChain(e)) {
                    if (cause instanceof LimitedBody.TooLongException tooLong) {
                        throw new TalkingHeadException(
                                ErrorCode.BACKEND_FAILED, what + " failed: " + tooLong.getMessage(), e);
                    }
                }
                return new Outcome(null, e);
            }
        });
        try {
            Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            if (!Awaited.endsWithin(left, future, what, new Cancellation())) {
                throw late(what);
            }
            return Awaited.get(future, what);
        } finally {
            // What is given up is broken off, and its connection closed.
            future.cancel(true);
        }
    }

    private TalkingHeadException late(String what) {
        return new TalkingHeadException(
                ErrorCode.BACKEND_DEADLINE,
                what + " did not answer within " + deadline.toMillis() + " ms; set a longer time by "
                        + Settings.DEADLINE);
    }

    private static LimitedBody body(HttpResponse.ResponseInfo head, long largest) {
        return new LimitedBody(head.headers().firstValueAsLong("Content-Length").orElse(0), largest);
    }

    private void pause(int attempt, String what, long end) {
        long millis = FIRST_PAUSE_MILLIS << (attempt - 1);
        millis += ThreadLocalRandom.current().nextLong(millis / 2);
        if (System.nanoTime() + Duration.ofMillis(millis).toNanos() >= end) {
            throw late(what);
        }
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TalkingHeadException(ErrorCode.CANCELLED, "interrupted while waiting for " + what, e);
        }
    }

    /** From JDK 21 on a client ends at once, before it when the collector finds that nobody has it any more. */
    @Override
    public void close() {
        HttpClient ending = client;
        client = null;
        workers.letEnd();
        if (ending instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw new TalkingHeadException(ErrorCode.BACKEND_FAILED, "cannot close the connections: " + e, e);
            }
        }
    }

    /** Either an answer or why there is none. */
    private record Outcome(
            @Nullable HttpResponse<byte[]> answer, @Nullable IOException failure) {
        boolean mistrusted() {
            return failure != null
                    && Throwables.getCausalChain(failure).stream().anyMatch(CertificateException.class::isInstance);
        }

        String words() {
            return Optional.ofNullable(answer)
                    .map(busy -> "it answers " + busy.statusCode())
                    .orElseGet(() -> String.valueOf(failure));
        }
    }
}
