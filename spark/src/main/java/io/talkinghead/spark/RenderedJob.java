package io.talkinghead.spark;

import com.google.common.base.Enums;
import io.talkinghead.Animation;
import io.talkinghead.AnimationOptions;
import io.talkinghead.TalkingHead;
import io.talkinghead.drive.Driver;
import io.talkinghead.drive.Motion;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.engine.Precision;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.face.NoFacePolicy;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.marks.Marks;
import io.talkinghead.person.Framing;
import io.talkinghead.person.Photo;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A job, done in its folder.
 *
 * <p><b>Threading:</b> one thread.
 */
final class RenderedJob {
    private static final String PERSON = ".person";

    private final HeadJob job;
    private final JobFolder folder;
    /** Those that nobody has asked for yet: what is left in the end is unknown. */
    private final Map<String, String> options;
    /** What local files are called outside, for messages. */
    private final Map<Path, String> names = new HashMap<>();

    RenderedJob(HeadJob job, JobFolder folder) {
        this.job = job;
        this.folder = folder;
        options = new HashMap<>(job.options());
    }

    /**
     * Renders the clip and puts it in its place.
     *
     * @return how many frames it has
     * @throws IllegalArgumentException when an option is wrong
     */
    long render() {
        try {
            Path out = folder.local(job.output());
            names.put(out, job.output());
            long frames = renderTo(out);
            folder.copyOut(out, job.output());
            return frames;
        } catch (TalkingHeadException e) {
            throw new TalkingHeadException(e.code(), named(e.reason()), e);
        }
    }

    private long renderTo(Path out) {
        AtomicLong frames = new AtomicLong();
        AnimationOptions animated =
                animation().withProgress(progress -> frames.set(Math.max(frames.get(), progress.done())));
        EngineOptions engine = engine();
        TalkingHead.Builder builder = builder();
        if (!options.isEmpty()) {
            throw new IllegalArgumentException("there is no option " + options.keySet());
        }
        builder.engine(ExecutorEngines.engine(engine));
        try (TalkingHead head = builder.build();
                Animation animation = head.animate(driver(), animated)) {
            animation.writeTo(out);
        }
        return frames.get();
    }

    private EngineOptions engine() {
        String threads = options.remove("threads");
        EngineOptions engine = EngineOptions.defaults().withThreads(threads == null ? 1 : Integer.parseInt(threads));
        Precision precision = chosen("precision", Precision.class, engine.precision());
        return engine.withPrecision(precision);
    }

    private TalkingHead.Builder builder() {
        TalkingHead.Builder builder = subject();
        builder.framing(chosen("framing", Framing.class, Framing.CROP));
        option("size", size -> builder.size(Integer.parseInt(size)));
        option("model", model -> builder.model(ExecutorEngines.model(model, folder)));
        option("marks", marks -> {
            if (!marks.equals("none")) {
                throw new IllegalArgumentException("marks are 'none' or left out, not '" + marks + "'");
            }
            builder.marks(Marks.none());
        });
        return builder;
    }

    private TalkingHead.Builder subject() {
        List<String> files = job.subject();
        if (files.size() == 1 && files.get(0).toLowerCase(Locale.ROOT).endsWith(PERSON)) {
            return TalkingHead.builder(in(files.get(0), ErrorCode.PERSON_INVALID));
        }
        return TalkingHead.builder(files.stream()
                .map(photo -> Photo.of(in(photo, ErrorCode.IMAGE_UNREADABLE)))
                .toList());
    }

    private Driver driver() {
        String name = job.driver();
        if (name.toLowerCase(Locale.ROOT).endsWith(".json")) {
            return Driver.track(in(name, ErrorCode.TRACK_INVALID));
        }
        return ImageFiles.isPicture(folder.local(name))
                ? Driver.photo(in(name, ErrorCode.IMAGE_UNREADABLE))
                : Driver.video(in(name, ErrorCode.VIDEO_UNREADABLE));
    }

    private AnimationOptions animation() {
        AnimationOptions defaults = AnimationOptions.defaults();
        return defaults.withMotion(chosen("motion", Motion.class, defaults.motion()))
                .withNoFace(chosen("no_face", NoFacePolicy.class, defaults.noFace()));
    }

    private Path in(String name, ErrorCode missing) {
        Path local = folder.copyIn(name, missing);
        names.put(local, name);
        return local;
    }

    private void option(String name, Consumer<String> use) {
        String value = options.remove(name);
        if (value != null) {
            use.accept(value);
        }
    }

    private <E extends Enum<E>> E chosen(String name, Class<E> type, E otherwise) {
        String value = options.remove(name);
        if (value == null) {
            return otherwise;
        }
        return Enums.getIfPresent(type, value.toUpperCase(Locale.ROOT))
                .toJavaUtil()
                .orElseThrow(() -> new IllegalArgumentException(
                        name + " is none of " + List.of(type.getEnumConstants()) + ": '" + value + "'"));
    }

    private String named(String reason) {
        String text = reason;
        for (Map.Entry<Path, String> name : names.entrySet()) {
            text = text.replace(name.getKey().toString(), name.getValue());
        }
        return text;
    }
}
