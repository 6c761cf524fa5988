package io.talkinghead.verification.soak;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.talkinghead.image.Frame;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Results by the work that gave them: the first is kept, and all later ones of the same work must be it.
 *
 * <p><b>Threading:</b> any thread.
 */
final class SameBytes {
    private final Map<String, HashCode> results = new ConcurrentHashMap<>();

    void check(String work, byte[] result) {
        check(work, Hashing.sha256().hashBytes(result));
    }

    void check(String work, List<Frame> frames) {
        Hasher hasher = Hashing.sha256().newHasher();
        frames.forEach(frame -> hasher.putBytes(frame.rgb()));
        check(work, hasher.hash());
    }

    private void check(String work, HashCode found) {
        HashCode first = results.putIfAbsent(work, found);
        if (first != null && !first.equals(found)) {
            throw new IllegalStateException("other bytes than the first time: " + work);
        }
    }

    /** Returns how many different works there were. */
    int works() {
        return results.size();
    }
}
