package io.talkinghead;

import io.talkinghead.drive.Driver;
import io.talkinghead.drive.DriverContext;
import io.talkinghead.engine.Device;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.engine.Precision;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.face.FaceChoice;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.internal.engine.HeadEngine;
import io.talkinghead.internal.render.HeadRenderer;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Framing;
import io.talkinghead.person.Person;
import io.talkinghead.person.PersonFile;
import io.talkinghead.spi.video.VideoProvider;
import io.talkinghead.tuning.Tuning;
import io.talkinghead.tuning.TuningListener;
import io.talkinghead.tuning.TuningOptions;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.WorkListener;
import java.nio.file.Path;
import java.util.List;

/**
 * A person's head, made from photos, that follows landmarks, a video or pictures.
 *
 * <p>It holds a running engine: close it. Heads that are open at the same time with the same backend, device, threads, seed
 * and precision have the engine, and of one model the running networks, in common; a head more costs little but its photos. What it renders is a square crop around the head, or the whole photo with the
 * moving head in it.
 *
 * <p><b>Threading:</b> any number of threads on one head; the same input gives the same bytes on each. {@code close()} is
 * idempotent and waits for calls in progress; every later call is an {@link IllegalStateException}.
 *
 * <p><b>Determinism:</b> the same photos, model, backend, device, threads and precision give the same bytes.
 *
 * <pre>{@code
 * try (TalkingHead head = TalkingHead.fromPhotos(Path.of("anna1.jpg"), Path.of("anna2.jpg"))) {
 *     head.animate(Driver.video(Path.of("speech.mp4"))).writeTo(Path.of("anna.mp4"));
 * }
 * }</pre>
 *
 * <p>Source: Zakharov et al., "Few-Shot Adversarial Learning of Realistic Neural Talking Head Models", ICCV 2019.
 */
public final class TalkingHead implements AutoCloseable {
    private final HeadOptions options;
    private final EngineOptions engineOptions;
    private final HeadEngine engine;
    private final ModelBundle model;
    private final Person person;
    private final HeadRenderer renderer;

    TalkingHead(
            HeadOptions options,
            EngineOptions engineOptions,
            HeadEngine engine,
            ModelBundle model,
            Person person,
            HeadRenderer renderer) {
        this.options = options;
        this.engineOptions = engineOptions;
        this.engine = engine;
        this.model = model;
        this.person = person;
        this.renderer = renderer;
    }

    /** Makes a head from 1-32 photos with the defaults; see {@link Builder#build()} for the errors. */
    public static TalkingHead fromPhotos(Path... photos) {
        return fromPhotos(List.of(photos));
    }

    /** Makes a head from 1-32 photos with the defaults; see {@link Builder#build()} for the errors. */
    public static TalkingHead fromPhotos(List<Path> photos) {
        return builder().photos(photos).build();
    }

    /** Opens a saved person with the defaults; see {@link Builder#build()} for the errors. */
    public static TalkingHead open(Path personFile) {
        return builder().personFile(personFile).build();
    }

    /** Starts a head with options. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the person. */
    public Person person() {
        return person;
    }

    /** Returns the id of the backend at work. */
    public String backendId() {
        return engine.id();
    }

    /** Returns the landmarks of the neutral photo, in its pixels: rendering them shows that photo's pose. */
    public Landmarks neutralLandmarks() {
        return person.photos().get(person.neutralPhoto()).landmarks();
    }

    /**
     * Renders one picture.
     *
     * @param landmarks where the person's landmarks shall be, in pixels of the neutral photo
     * @return the crop or the full photo, at the size chosen
     * @throws IllegalStateException after {@link #close()}
     */
    public Frame render(Landmarks landmarks) {
        return renderer.render(landmarks);
    }

    /** Lets the head follow a driver with the default options. */
    public Animation animate(Driver driver) {
        return animate(driver, AnimationOptions.defaults());
    }

    /**
     * Lets the head follow a driver. The driver is read as frames are asked for.
     *
     * @throws IllegalStateException after {@link #close()}
     */
    public Animation animate(Driver driver, AnimationOptions options) {
        DriverContext context = new DriverContext(engine.analyzer(), options.face(), file -> videos().openReader(file));
        return new Animation(this, driver, options, context);
    }

    /**
     * Saves the person, to be opened again without the photos.
     *
     * @throws io.talkinghead.error.TalkingHeadException {@link ErrorCode#OUTPUT_NOT_WRITABLE} when it cannot be written; a
     *     file that was there stays as it was
     */
    public void save(Path personFile) {
        PersonFile.save(person, personFile);
    }

    /**
     * Fine-tunes the person on their own photos (paper, section 3.4) and makes a head of the result, with this head's options.
     * Tuning runs on any backend on the class path that can, rendering on this head's backend. This head stays as it is.
     *
     * @return a new head, to be closed as well
     * @throws io.talkinghead.error.TalkingHeadException {@link ErrorCode#BACKEND_NONE} when no backend on the class path can
     *     tune: add {@code io.talkinghead:talkinghead-backend-djl}
     * @throws IllegalStateException after {@link #close()}
     */
    public TalkingHead tuned(TuningOptions tuning, TuningListener listener, Cancellation cancellation) {
        engine.checkOpen();
        Tuning result = HeadOptions.tune(person, model, tuning, listener, cancellation, engineOptions);
        return options.rebuilt(engine.id(), model, result.person(), engineOptions);
    }

    void checkOpen() {
        engine.checkOpen();
    }

    int threads() {
        return engineOptions.threads();
    }

    VideoProvider videos() {
        return Backends.videos();
    }

    @Override
    public void close() {
        renderer.close();
        engine.close();
    }

    /** Options of a head. Each may be set once; a second time is an {@link IllegalStateException}. */
    public static final class Builder {
        private final HeadOptions options = new HeadOptions();

        private Builder() {}

        /** Photos of the person, 1-32, in any order: PNG or JPEG files. */
        public Builder photos(List<Path> photos) {
            options.photos.set(List.copyOf(photos));
            return this;
        }

        /** A saved person instead of photos. */
        public Builder personFile(Path file) {
            options.personFile.set(file);
            return this;
        }

        /** Another model than the default, or than the one a saved person was made with. */
        public Builder model(ModelBundle model) {
            options.model.set(model);
            return this;
        }

        /** A backend by id; without it the property {@code talkinghead.backend}, else the best usable one. */
        public Builder backend(String id) {
            options.backend.set(id);
            return this;
        }

        /** Where to compute; the default is the CPU. */
        public Builder device(Device device) {
            options.device.set(device);
            return this;
        }

        /** Threads of one computation, 1 or more; the default is all processors. */
        public Builder threads(int threads) {
            options.threads.set(threads);
            return this;
        }

        /** The seed of everything random; the default is 0. */
        public Builder seed(long seed) {
            options.seed.set(seed);
            return this;
        }

        /**
         * With what numbers the pictures are computed; the default is {@link Precision#FLOAT32}. {@link Precision#INT8} is faster
         * and differs little; it takes a second or so when the head is made, and a backend that offers it.
         */
        public Builder precision(Precision precision) {
            options.precision.set(precision);
            return this;
        }

        /** Which face of a photo is meant; the default is the largest. */
        public Builder face(FaceChoice choice) {
            options.face.set(choice);
            return this;
        }

        /**
         * The side of rendered crops in pixels, or the longer side of full photos, 16 to 4096; the default is the photo's own
         * size.
         */
        public Builder size(int sizePx) {
            options.size.set(sizePx);
            return this;
        }

        /** Crop or full photo; the default is the crop. */
        public Builder framing(Framing framing) {
            options.framing.set(framing);
            return this;
        }

        /**
         * Fine-tunes the person on the photos after meeting them feed-forward; takes from seconds to minutes and needs a
         * backend that can tune, such as {@code talkinghead-backend-djl}, on the class path beside the one that renders.
         */
        public Builder tuning(TuningOptions tuning) {
            options.tuning.set(tuning);
            return this;
        }

        /** Hears of the fine-tuning. */
        public Builder onTuning(TuningListener listener) {
            options.tuningListener.set(listener);
            return this;
        }

        /** Hears of the work on the photos. */
        public Builder onProgress(WorkListener listener) {
            options.listener.set(listener);
            return this;
        }

        /**
         * Makes the head: starts the backend, finds the faces in the photos and embeds them, or reads the saved person.
         *
         * @throws IllegalArgumentException when neither photos nor a person file was given, both, no photo or more than 32,
         *     or a number is out of range
         * @throws io.talkinghead.error.TalkingHeadException for an unreadable photo, a photo without a face, a damaged
         *     person or model, a person of another model, and when no backend can be used; nothing stays open then
         */
        public TalkingHead build() {
            return options.build();
        }
    }
}
