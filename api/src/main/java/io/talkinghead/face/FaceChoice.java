package io.talkinghead.face;

import static com.google.common.base.Preconditions.checkArgument;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.image.Box;
import java.util.Comparator;
import java.util.List;
import org.apiguardian.api.API;

/** Which face of a picture is meant when there are several. */
@API(status = API.Status.STABLE, since = "0.1")
public sealed interface FaceChoice {
    /** The face with the largest box. */
    static FaceChoice largest() {
        return new Largest();
    }

    /** The face nearest to the picture's centre. */
    static FaceChoice central() {
        return new Central();
    }

    /**
     * The face at a place in the list sorted by size, 0 being the largest.
     *
     * @throws IllegalArgumentException when {@code index} is negative
     */
    static FaceChoice index(int index) {
        return new Index(index);
    }

    /**
     * Picks one.
     *
     * @param faces at least one face, the largest first
     * @throws TalkingHeadException {@link ErrorCode#FACE_CHOICE} when there are fewer faces than the index asks for
     */
    Face pick(List<Face> faces, int widthPx, int heightPx);

    /** See {@link #largest()}. */
    record Largest() implements FaceChoice {
        @Override
        public Face pick(List<Face> faces, int widthPx, int heightPx) {
            return faces.get(0);
        }
    }

    /** See {@link #central()}. */
    record Central() implements FaceChoice {
        @Override
        public Face pick(List<Face> faces, int widthPx, int heightPx) {
            Comparator<Face> byDistance = Comparator.comparingDouble(face -> {
                Box box = face.box();
                return Math.hypot(box.centerX() - widthPx / 2.0, box.centerY() - heightPx / 2.0);
            });
            return faces.stream().min(byDistance).orElseThrow();
        }
    }

    /** See {@link #index(int)}. */
    record Index(int index) implements FaceChoice {
        /** Checks the index. */
        public Index {
            checkArgument(index >= 0, "a face index starts at 0, not %s", index);
        }

        @Override
        public Face pick(List<Face> faces, int widthPx, int heightPx) {
            if (index >= faces.size()) {
                throw new TalkingHeadException(
                        ErrorCode.FACE_CHOICE,
                        "face " + index + " was asked for, but only " + faces.size()
                                + " were found; the largest is face 0");
            }
            return faces.get(index);
        }
    }
}
