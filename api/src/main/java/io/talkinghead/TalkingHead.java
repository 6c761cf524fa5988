package io.talkinghead;

import io.talkinghead.drive.Driver;
import io.talkinghead.face.FaceChoice;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Framing;
import io.talkinghead.person.Person;
import io.talkinghead.spi.Device;
import java.nio.file.Path;
import java.util.List;

/** A person's head, made from photos, that follows landmarks, a video or pictures. */
public final class TalkingHead implements AutoCloseable {
    TalkingHead() {}

    /** Makes a head from 1-32 photos with the defaults. */
    public static TalkingHead fromPhotos(Path... photos) {
        return fromPhotos(List.of(photos));
    }

    /** Makes a head from 1-32 photos with the defaults. */
    public static TalkingHead fromPhotos(List<Path> photos) {
        return builder().photos(photos).build();
    }

    /** Opens a saved person with the defaults. */
    public static TalkingHead open(Path personFile) {
        return builder().personFile(personFile).build();
    }

    /** Starts a head with options. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the person. */
    public Person person() {
        throw new UnsupportedOperationException();
    }

    /** Returns the id of the backend at work. */
    public String backendId() {
        throw new UnsupportedOperationException();
    }

    /** Returns the landmarks of the neutral photo: rendering them shows the photo. */
    public Landmarks neutralLandmarks() {
        throw new UnsupportedOperationException();
    }

    /** Renders one picture; landmarks are in pixels of the neutral photo. */
    public Frame render(Landmarks landmarks) {
        throw new UnsupportedOperationException(landmarks.toString());
    }

    /** Lets the head follow a driver with the default options. */
    public Animation animate(Driver driver) {
        return animate(driver, AnimationOptions.defaults());
    }

    /** Lets the head follow a driver. */
    public Animation animate(Driver driver, AnimationOptions options) {
        throw new UnsupportedOperationException(driver + "" + options);
    }

    /** Saves the person. */
    public void save(Path personFile) {
        throw new UnsupportedOperationException(personFile.toString());
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }

    /** Options of a head. Each may be set once. */
    public static final class Builder {
        private Builder() {}

        /** Photos of the person, 1-32. */
        public Builder photos(List<Path> photos) {
            throw new UnsupportedOperationException(photos.toString());
        }

        /** A saved person instead of photos. */
        public Builder personFile(Path file) {
            throw new UnsupportedOperationException(file.toString());
        }

        /** Another model than the default. */
        public Builder model(ModelBundle model) {
            throw new UnsupportedOperationException(model.toString());
        }

        /** A backend by id; without it the best usable one. */
        public Builder backend(String id) {
            throw new UnsupportedOperationException(id);
        }

        /** Where to compute; the default is the CPU. */
        public Builder device(Device device) {
            throw new UnsupportedOperationException(device.toString());
        }

        /** Threads of one computation; the default is all processors. */
        public Builder threads(int threads) {
            throw new UnsupportedOperationException("" + threads);
        }

        /** The seed of everything random; the default is 0. */
        public Builder seed(long seed) {
            throw new UnsupportedOperationException("" + seed);
        }

        /** Which face of a photo is meant; the default is the largest. */
        public Builder face(FaceChoice choice) {
            throw new UnsupportedOperationException(choice.toString());
        }

        /** The side of rendered crops in pixels, or the longer side of full photos; the default is the photo's own size. */
        public Builder size(int sizePx) {
            throw new UnsupportedOperationException("" + sizePx);
        }

        /** Crop or full photo; the default is the crop. */
        public Builder framing(Framing framing) {
            throw new UnsupportedOperationException(framing.toString());
        }

        /** Hears of the work on the photos. */
        public Builder onProgress(ProgressListener listener) {
            throw new UnsupportedOperationException(listener.toString());
        }

        /** Makes the head. */
        public TalkingHead build() {
            throw new UnsupportedOperationException();
        }
    }
}
