package io.talkinghead.person;

import static java.util.Objects.requireNonNull;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.face.FaceChoice;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A photo of a person to make a head of: a file, a picture in memory, or what a stream gives. Its name appears in errors and
 * in the person's provenance.
 *
 * <p>The face in it is searched for when the head is made, unless its landmarks are given. A photo that shows the face upside down or
 * lying is turned for good, by a quarter or half a turn: the person's {@linkplain Person#provenance() provenance} says so under
 * {@code turned}.
 *
 * <p><b>Threading:</b> immutable. A file is read each time the picture is asked for, and may change in between.
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class Photo {
    private final String name;
    private final String source;
    private final @Nullable Path file;
    private final Supplier<Frame> picture;
    private final FaceChoice face;
    private final @Nullable Landmarks landmarks;

    private Photo(
            String name, @Nullable Path file, Supplier<Frame> picture, FaceChoice face, @Nullable Landmarks landmarks) {
        this.name = requireNonNull(name, "name");
        this.file = file;
        this.source = file == null ? name : file.toString();
        this.picture = picture;
        this.face = face;
        this.landmarks = landmarks;
    }

    private Photo(String name, Supplier<Frame> picture) {
        this(name, null, picture, FaceChoice.largest(), null);
    }

    /** A PNG or JPEG file, read when a head is made of it; its name is the file name. */
    public static Photo of(Path file) {
        Path last = file.getFileName();
        String name = last == null ? file.toString() : last.toString();
        return new Photo(name, file, () -> ImageFiles.read(file), FaceChoice.largest(), null);
    }

    /** A picture in memory; it is not copied. */
    public static Photo of(Frame picture, String name) {
        requireNonNull(picture, "picture");
        return new Photo(name, () -> picture);
    }

    /** An AWT picture, whose pixels are copied now. */
    public static Photo from(BufferedImage image, String name) {
        return of(Frame.from(image), name);
    }

    /**
     * Reads the bytes of a PNG or JPEG file to the end of the stream, which stays open, and the picture in them now.
     *
     * @throws TalkingHeadException {@link ErrorCode#IMAGE_UNREADABLE} or {@link ErrorCode#IMAGE_TOO_LARGE} with the name
     */
    public static Photo read(InputStream in, String name) {
        try {
            return of(ImageFiles.read(in.readAllBytes(), name), name);
        } catch (IOException e) {
            throw new TalkingHeadException(ErrorCode.IMAGE_UNREADABLE, "cannot read " + name + ": " + e, e);
        }
    }

    /**
     * Returns this photo with a face that is known: none is searched for.
     *
     * @param known 68 points in pixels of the picture
     */
    public Photo withLandmarks(Landmarks known) {
        return new Photo(name, file, picture, face, requireNonNull(known, "known"));
    }

    /** Returns this photo with a choice of face; the default is the largest. */
    public Photo withFace(FaceChoice choice) {
        return new Photo(name, file, picture, requireNonNull(choice, "choice"), landmarks);
    }

    /** Returns its name; for a file, the last part of its path. */
    public String name() {
        return name;
    }

    /** Returns the file that it is read from, if it is. */
    public Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    /**
     * Returns the picture; a file is read now.
     *
     * @throws TalkingHeadException {@link ErrorCode#IMAGE_UNREADABLE} or {@link ErrorCode#IMAGE_TOO_LARGE} for a file that cannot
     *     be used as a picture
     */
    public Frame picture() {
        return picture.get();
    }

    /** Returns which face is meant, where none is given. */
    public FaceChoice face() {
        return face;
    }

    /** Returns the landmarks of the face, if they were given. */
    public Optional<Landmarks> landmarks() {
        return Optional.ofNullable(landmarks);
    }

    /** Returns what to call it in errors: its file's whole path, or its name. */
    @Override
    public String toString() {
        return source;
    }
}
