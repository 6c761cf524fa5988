package io.talkinghead;

import static com.google.common.base.Preconditions.checkArgument;

import io.talkinghead.drive.Driver;
import io.talkinghead.engine.Device;
import io.talkinghead.engine.Precision;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.internal.file.InputFiles;
import io.talkinghead.internal.file.ReplacedFiles;
import io.talkinghead.internal.head.Head;
import io.talkinghead.internal.head.HeadAssembly;
import io.talkinghead.internal.head.HeadPlan;
import io.talkinghead.internal.head.HeadWork;
import io.talkinghead.internal.run.JavaMemory;
import io.talkinghead.marks.Marks;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Framing;
import io.talkinghead.person.Person;
import io.talkinghead.person.Photo;
import io.talkinghead.tuning.TuningListener;
import io.talkinghead.tuning.TuningOptions;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.WorkListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * A person's head, made from photos, that follows landmarks, a video or pictures.
 *
 * <p>It holds a running engine: close it. Heads that are open at the same time with the same backend, device, threads, seed
 * and precision share the engine and, for the same model, the running networks; each further head costs little more than its
 * photos. {@link Engine} makes that explicit. What a head renders is a square crop around the head, or the whole photo with the moving head
 * in it.
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
@API(status = API.Status.STABLE, since = "0.1")
public final class TalkingHead implements AutoCloseable {
    private final Head head;
    private final InputFiles inputs;

    private TalkingHead(Head head, InputFiles inputs) {
        this.head = head;
        this.inputs = inputs;
    }

    /** Makes a head from 1-32 photo files with the defaults; see {@link Builder#build()} for the errors. */
    public static TalkingHead fromPhotos(Path... photos) {
        return fromPhotos(Arrays.stream(photos).map(Photo::of).toList());
    }

    /** Makes a head from 1-32 photos with the defaults; see {@link Builder#build()} for the errors. */
    public static TalkingHead fromPhotos(List<Photo> photos) {
        return builder(photos).build();
    }

    /** Opens a saved person with the defaults; see {@link Builder#build()} for the errors. */
    public static TalkingHead open(Path personFile) {
        return builder(personFile).build();
    }

    /**
     * Starts a head of photos with options.
     *
     * @param photos of the person, 1-32, in any order
     * @throws IllegalArgumentException for no photo or more than 32
     */
    public static Builder builder(List<Photo> photos) {
        List<Photo> copy = List.copyOf(photos);
        checkArgument(
                !copy.isEmpty() && copy.size() <= Person.MAX_PHOTOS,
                "give 1 to %s photos, not %s",
                Person.MAX_PHOTOS,
                copy.size());
        List<Path> files = copy.stream().flatMap(photo -> photo.file().stream()).toList();
        return new Builder(assembly -> assembly.fromPhotos(copy), InputFiles.of(files));
    }

    /** Starts a head of photos with options; see {@link #builder(List)}. */
    public static Builder builder(Photo... photos) {
        return builder(List.of(photos));
    }

    /** Starts a head of a person with options. */
    public static Builder builder(Person person) {
        return new Builder(assembly -> assembly.fromPerson(person), InputFiles.of(List.of()));
    }

    /** Starts a head of a saved person with options; the file is read by {@link Builder#build()}, while the engine starts. */
    public static Builder builder(Path personFile) {
        return new Builder(assembly -> assembly.fromFile(personFile), InputFiles.of(List.of(personFile)));
    }

    Head head() {
        return head;
    }

    /** Returns the person; {@link Person#save} saves them. */
    public Person person() {
        return head.person();
    }

    /** Returns the id of the backend that is running. */
    public String backendId() {
        return head.backendId();
    }

    /** Returns the landmarks of the neutral photo, in its pixels: rendering them shows that photo's pose. */
    public Landmarks neutralLandmarks() {
        return head.neutralLandmarks();
    }

    /**
     * Renders one picture.
     *
     * @param landmarks where the person's landmarks are to be, in pixels of the neutral photo
     * @return the crop or the full photo, at the size chosen
     * @throws IllegalStateException after {@link #close()}
     */
    public Frame render(Landmarks landmarks) {
        try {
            return head.render(landmarks);
        } catch (OutOfMemoryError e) {
            // Not by a lambda: rendering allocates the picture, and nothing else.
            throw JavaMemory.tooLittleFor("a picture", e);
        }
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
        head.checkOpen();
        return new Animation(head, inputs, driver, options);
    }

    /** Lets the head follow a camera with the default options. */
    public LiveHead live() {
        return live(AnimationOptions.defaults());
    }

    /**
     * Lets the head follow a camera, frame by frame as they come.
     *
     * @param options how; its listener hears nothing, since the end is not known
     * @return what takes the frames, to be closed before this head
     * @throws IllegalStateException after {@link #close()}
     */
    public LiveHead live(AnimationOptions options) {
        return new LiveHead(head, options);
    }

    /**
     * Saves the person, to be opened again without the photos. An existing file is replaced atomically, and told in the log; but not a
     * photo or person file that this head was made from: {@code person().save(file)} replaces even those.
     *
     * @throws io.talkinghead.error.TalkingHeadException {@link ErrorCode#OUTPUT_IS_INPUT} when this head was made from that file;
     *     {@link ErrorCode#OUTPUT_NOT_WRITABLE} when it cannot be written; a file that was there stays as it was
     */
    public void save(Path personFile) {
        inputs.checkFile(personFile);
        ReplacedFiles.tell(personFile);
        head.person().save(personFile);
    }

    /** Fine-tunes the person, without a listener and to its end. See {@link #tuned(TuningOptions, TuningListener, Cancellation)}. */
    public TalkingHead tuned(TuningOptions tuning) {
        return tuned(tuning, TuningListener.NONE, new Cancellation());
    }

    /**
     * Fine-tunes the person on their own photos (paper, section 3.4) and makes a head of the result, with this head's options.
     * Tuning runs on any backend on the class path that can, rendering on this head's backend. This head stays as it is, and open:
     * there are two heads to close afterwards.
     *
     * @param cancellation ends the tuning, with a head of the best person so far
     * @return a new head, to be closed as well
     * @throws io.talkinghead.error.TalkingHeadException {@link ErrorCode#BACKEND_NONE} when no backend on the class path can
     *     tune; its message names what to add
     * @throws IllegalStateException after {@link #close()}
     */
    public TalkingHead tuned(TuningOptions tuning, TuningListener listener, Cancellation cancellation) {
        return new TalkingHead(
                JavaMemory.enoughFor("fine-tuning", () -> head.tuned(tuning, listener, cancellation)), inputs);
    }

    @Override
    public void close() {
        head.close();
    }

    /**
     * Options of a head. Each may be set once; a second time is an {@link IllegalStateException}.
     *
     * <p><b>Threading:</b> one thread at a time. What is built keeps nothing of the builder; building again makes another head.
     */
    public static final class Builder {
        private static final int MIN_SIZE_PX = 16;
        private static final int MAX_SIZE_PX = 4096;

        private final Function<HeadAssembly, Head> subject;
        private final InputFiles inputs;
        private final EngineChoice chosen = new EngineChoice();
        private final Once<ModelBundle> model = new Once<>("model");
        private final Once<Integer> size = new Once<>("size");
        private final Once<Framing> framing = new Once<>("framing");
        private final Once<Marks> marks = new Once<>("marks");
        private final Once<WorkListener> listener = new Once<>("onProgress");
        private final Once<Cancellation> cancellation = new Once<>("cancellation");
        private final Once<HeadWork.Tuned> tuning = new Once<>("tuning");

        private Builder(Function<HeadAssembly, Head> subject, InputFiles inputs) {
            this.subject = subject;
            this.inputs = inputs;
        }

        /** Another model than the default, or than the one a person was made with. */
        public Builder model(ModelBundle newModel) {
            model.set(newModel);
            return this;
        }

        /**
         * A running engine, instead of {@code backend}, {@code device}, {@code threads}, {@code seed},
         * {@code precision} and {@code deadline}: {@link #build()} refuses both. The head does not close it.
         */
        public Builder engine(Engine engine) {
            chosen.engine.set(engine);
            return this;
        }

        /** A backend by id; without it the property {@code talkinghead.backend}, else the best usable one. */
        public Builder backend(String id) {
            chosen.backend.set(id);
            return this;
        }

        /** Where to compute; the default is the backend's own choice. */
        public Builder device(Device device) {
            chosen.device.set(device);
            return this;
        }

        /**
         * Threads of one computation, 1 or more; the default is all processors. Heads of one engine, and so heads that are given none
         * and have equal options, share them: renderings at the same time take turns on these threads.
         */
        public Builder threads(int threads) {
            chosen.threads.set(threads);
            return this;
        }

        /**
         * The seed of whatever the engine draws at random, 0 if not set. Making and rendering a head draw nothing; fine-tuning has a
         * seed of its own in {@link TuningOptions}.
         */
        public Builder seed(long seed) {
            chosen.seed.set(seed);
            return this;
        }

        /**
         * The numbers that pictures are computed with; the default is {@link Precision#FLOAT32}. {@link Precision#INT8} is faster
         * and differs little; it takes a second or so when the head is made, and a backend that offers it.
         */
        public Builder precision(Precision precision) {
            chosen.precision.set(precision);
            return this;
        }

        /**
         * How long one call into the engine may take; without it, as long as it likes. See {@link
         * io.talkinghead.engine.EngineOptions#withDeadline}.
         *
         * @throws IllegalArgumentException when it is shorter than a millisecond
         */
        public Builder deadline(Duration deadline) {
            checkArgument(deadline.toMillis() >= 1, "a deadline is at least a millisecond, not %s", deadline);
            chosen.deadline.set(deadline);
            return this;
        }

        /**
         * How large pictures are, 16 to 4096 pixels: the side of a crop, which is square, or, with {@link Framing#FULL_PHOTO}, the
         * longer side of the photo, whose shape is kept. The default is the photo's own size, but a crop has at least 512 and at most 1024
         * pixels, and the shorter side of a full photo at least 512: the photo and the network's picture are enlarged to that, which
         * adds no detail. Sides that are not asked for are even.
         *
         * @throws IllegalArgumentException when it is out of range
         */
        public Builder size(int sizePx) {
            checkArgument(
                    sizePx >= MIN_SIZE_PX && sizePx <= MAX_SIZE_PX,
                    "the size must be %s to %s px, not %s",
                    MIN_SIZE_PX,
                    MAX_SIZE_PX,
                    sizePx);
            size.set(sizePx);
            return this;
        }

        /** Crop or full photo; the default is the crop. */
        public Builder framing(Framing newFraming) {
            framing.set(newFraming);
            return this;
        }

        /**
         * How pictures are marked as synthetic; the default is {@link Marks#standard()}. {@link Marks#none()} turns the marks off, which is
         * told in the log as a warning.
         */
        public Builder marks(Marks newMarks) {
            marks.set(newMarks);
            return this;
        }

        /** Fine-tunes the person, without a listener. See {@link #tuning(TuningOptions, TuningListener)}. */
        public Builder tuning(TuningOptions options) {
            return tuning(options, TuningListener.NONE);
        }

        /**
         * Fine-tunes the person on the photos after embedding them feed-forward; takes from seconds to minutes and needs a
         * backend that can tune, see {@link Backends}, on the class path beside the one that renders.
         */
        public Builder tuning(TuningOptions options, TuningListener tuningListener) {
            tuning.set(new HeadWork.Tuned(options, tuningListener));
            return this;
        }

        /** Hears of the work on the photos. */
        public Builder onProgress(WorkListener newListener) {
            listener.set(newListener);
            return this;
        }

        /**
         * Ends {@link #build()} before it is done: work on photos with an error, a fine-tuning with a head of the best person so far.
         */
        public Builder cancellation(Cancellation newCancellation) {
            cancellation.set(newCancellation);
            return this;
        }

        /**
         * Makes the head: starts the backend, finds the faces in the photos and embeds them, or reads the saved person.
         *
         * @throws IllegalArgumentException when a number is out of range
         * @throws IllegalStateException when an engine is given, and something that it has decided, too; or when it is closed
         * @throws io.talkinghead.error.TalkingHeadException for an unreadable photo, a photo without a face, a damaged
         *     person or model, a person of another model, when no backend can be used, and when cancelled; nothing stays open then
         */
        public TalkingHead build() {
            HeadPlan plan =
                    new HeadPlan(chosen.source(), framing.or(Framing.CROP), size.or(0), marks.or(Marks.standard()));
            HeadWork work = new HeadWork(
                    listener.or(WorkListener.NONE),
                    tuning.value(),
                    cancellation.value().orElseGet(Cancellation::new));
            HeadAssembly assembly = new HeadAssembly(plan, model.value(), work);
            return new TalkingHead(JavaMemory.enoughFor("this head", () -> subject.apply(assembly)), inputs);
        }
    }
}
