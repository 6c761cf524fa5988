package io.talkinghead.cli;

import io.talkinghead.Animation;
import io.talkinghead.AnimationOptions;
import io.talkinghead.TalkingHead;
import io.talkinghead.drive.Driver;
import io.talkinghead.drive.Motion;
import io.talkinghead.face.FaceChoice;
import io.talkinghead.face.NoFacePolicy;
import io.talkinghead.internal.file.InputFiles;
import io.talkinghead.marks.Marks;
import io.talkinghead.person.Framing;
import io.talkinghead.person.Photo;
import io.talkinghead.work.Cancellation;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Makes a person's head follow a driver. */
@Command(
        name = "animate",
        description = "Make a person's head follow a video, pictures or a landmark track.",
        footer = {
            "",
            "Examples:",
            "  talkinghead animate --photos anna1.jpg anna2.jpg --driver speech.mp4 --out anna.mp4",
            "  talkinghead animate --person anna.person --driver track.json --out frames/ --full-frame"
        })
final class AnimateCommand implements Callable<Integer> {
    @ParentCommand
    private TalkingHeadCommand root;

    @Option(names = "--photos", arity = "1..*", description = "Photos of the person, 1 to 32.")
    private @Nullable List<Path> photos;

    @Option(names = "--person", description = "A saved person instead of photos.")
    private @Nullable Path person;

    @Option(
            names = "--driver",
            arity = "1..*",
            required = true,
            description = "A video, a picture, several pictures, a folder of pictures, or a landmark track (.json).")
    private List<Path> driver;

    @Option(
            names = "--out",
            required = true,
            converter = AnimationOutput.Converter.class,
            paramLabel = "OUT",
            description = "A .mp4, .webm or .gif file, a .png file for one frame, or a folder for PNG files"
                    + " (one that exists, ends with /, or has no suffix).")
    private AnimationOutput out;

    @Mixin
    private final OutputArguments outputs = new OutputArguments();

    @Option(names = "--save-person", description = "Save the person to this file.")
    private @Nullable Path savePerson;

    @Option(
            names = "--tune",
            arity = "0..1",
            fallbackValue = "40",
            paramLabel = "EPOCHS",
            description =
                    "Fine-tune the person on the photos first, 40 epochs or as many as given; needs a backend that can.")
    private @Nullable Integer tune;

    @Mixin
    private final ContentFiles content = new ContentFiles();

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "A model's folder, zip or name (default: the default model, or the person's).")
    private @Nullable String model;

    @Option(names = "--motion", defaultValue = "relative", description = "relative or absolute (default: relative).")
    private Motion motion;

    @Option(
            names = "--size",
            description = "Side of the crop, or longer side of the full photo, in pixels (default: the photo's own,"
                    + " but at least 512; a crop at most 1024).")
    private @Nullable Integer size;

    @Option(names = "--full-frame", description = "Show the whole photo with the moving head in it.")
    private boolean fullFrame;

    @Option(
            names = "--no-marks",
            description = "Do not mark the output as synthetic: no watermark, no metadata. The law may ask you to.")
    private boolean noMarks;

    @Mixin
    private final EngineArguments engine = new EngineArguments();

    @Option(
            names = "--face",
            converter = FaceOption.class,
            defaultValue = "largest",
            description = "largest, central or a number from 0, the largest (default: largest).")
    private FaceChoice face;

    @Option(
            names = "--no-face",
            defaultValue = "hold",
            description = "What to do with driver frames without a face: hold, skip or fail (default: hold).")
    private NoFacePolicy noFace;

    @Override
    public Integer call() {
        if ((photos == null) == (person == null)) {
            throw new UsageException("give either --photos or --person");
        }
        content.checkUsed(tune != null, "give --tune too");
        Driver motionSource = DriverFile.of(driver);
        checkOutputs(motionSource);
        return CancelOnExit.call(cancellation -> {
            animate(motionSource, cancellation);
            return 0;
        });
    }

    private void checkOutputs(Driver motionSource) {
        out.check();
        outputs.reads(motionSource.files()).reads(person).readsNamed(model);
        outputs.reads(photos == null ? List.of() : photos).reads(content.files());
        if (savePerson != null) {
            if (InputFiles.isSame(savePerson, out.path())) {
                throw new UsageException("--save-person and --out are the same: " + savePerson);
            }
            outputs.checkFile(savePerson);
        }
        if (out.isFolder()) {
            outputs.checkFolder(out.path());
        } else {
            outputs.checkFile(out.path());
        }
    }

    private void animate(Driver motionSource, Cancellation cancellation) {
        try (TalkingHead head = open(cancellation)) {
            if (savePerson != null) {
                head.save(savePerson);
            }
            try (WorkBar bar = new WorkBar(root.quiet());
                    Animation animation = head.animate(
                            motionSource,
                            AnimationOptions.defaults()
                                    .withMotion(motion)
                                    .withNoFace(noFace)
                                    .withFace(face)
                                    .withProgress(bar)
                                    .withCancellation(cancellation))) {
                out.write(animation);
            }
        }
    }

    private TalkingHead open(Cancellation cancellation) {
        try (WorkBar bar = new WorkBar(root.quiet())) {
            TalkingHead.Builder builder = subject()
                    .framing(fullFrame ? Framing.FULL_PHOTO : Framing.CROP)
                    .cancellation(cancellation);
            if (model != null) {
                builder.model(ModelArgument.open(model));
            }
            if (size != null) {
                builder.size(size);
            }
            if (noMarks) {
                builder.marks(Marks.none());
            }
            engine.addTo(builder);
            if (tune != null) {
                builder.tuning(content.tuning().withEpochs(tune), bar::progressed);
            }
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private TalkingHead.Builder subject() {
        return photos == null
                ? TalkingHead.builder(Objects.requireNonNull(person))
                : TalkingHead.builder(photos.stream()
                        .map(photo -> Photo.of(photo).withFace(face))
                        .toList());
    }
}
