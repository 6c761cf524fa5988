package io.talkinghead.lab.evaluation;

import com.google.common.base.Stopwatch;
import io.talkinghead.drive.MotionTransfer;
import io.talkinghead.face.Landmarks;
import io.talkinghead.face.pose.NeutralFace;
import io.talkinghead.image.Frame;
import io.talkinghead.image.Resampler;
import io.talkinghead.lab.dataset.DatasetClip;
import io.talkinghead.person.ReferencePhoto;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** All persons with one number of photos in one mode: what each method reaches, and sheets to look at. */
final class EvaluationRun {
    private final int shots;
    private final EvaluationMode mode;
    private final PictureMeasures measures;
    private final IdentitySimilarity similarity;
    private final int resolution;
    private final GroupMeans means;
    private final EvaluationSheet sheet;
    private final TurnedSheet turned = new TurnedSheet();

    EvaluationRun(
            int shots,
            EvaluationMode mode,
            PictureMeasures measures,
            IdentitySimilarity similarity,
            GroupMeans means,
            int resolution) {
        this.shots = shots;
        this.mode = mode;
        this.measures = measures;
        this.similarity = similarity;
        this.means = means;
        this.resolution = resolution;
        sheet = new EvaluationSheet(resolution);
    }

    /** Shows the person's own frames held out. */
    void self(EvaluatedPerson person, FrameSelection selection) {
        DatasetClip clip = selection.clip();
        show(person, selection.heldOut(), frame -> {
            Frame shown = clip.picture(frame);
            Frame truth = Resampler.resize(shown, resolution, resolution);
            Landmarks target = clip.landmarks(frame);
            Landmarks expected = scaled(target, shown);
            float[] descriptor = measures.descriptor(truth, expected);
            Optional<Landmarks> found = measures.landmarks(truth, expected);
            Landmarks calibrated = clip.calibrated(frame);
            OptionalDouble turn = OptionalDouble.of(person.anchors().turnDegrees(calibrated));
            return new TargetFrame(calibrated, target, shown, found, descriptor, truth, measures.look(truth), turn);
        });
    }

    /** Shows the person as another one moves: the frames held out of the other's video, relative to its most neutral one. */
    void cross(EvaluatedPerson person, FrameSelection driver) {
        DatasetClip clip = driver.clip();
        List<Landmarks> all =
                IntStream.range(0, clip.frames()).mapToObj(clip::landmarks).toList();
        MotionTransfer motion =
                MotionTransfer.relative(all.get(NeutralFace.indexOfBest(all)), person.neutralLandmarks());
        float[] descriptor = meanDescriptor(person.photos());
        show(person, driver.heldOut(), frame -> {
            Frame shown = clip.picture(frame);
            Landmarks moving = clip.landmarks(frame);
            Optional<Landmarks> found =
                    measures.landmarks(Resampler.resize(shown, resolution, resolution), scaled(moving, shown));
            Landmarks target = motion.apply(moving);
            return new TargetFrame(target, target, shown, found, descriptor, null, null, OptionalDouble.empty());
        });
    }

    private float[] meanDescriptor(List<ReferencePhoto> photos) {
        List<float[]> descriptors = new ArrayList<>();
        for (ReferencePhoto photo : photos) {
            Frame small = Resampler.resize(photo.picture(), resolution, resolution);
            descriptors.add(measures.descriptor(small, scaled(photo.landmarks(), photo.picture())));
        }
        return IdentitySimilarity.from(descriptors).mean();
    }

    private void show(EvaluatedPerson person, List<Integer> frames, IntFunction<TargetFrame> frameAt) {
        Map<EvaluationMethod, ClipMotion> motions = new EnumMap<>(EvaluationMethod.class);
        for (int frame : frames) {
            TargetFrame asked = frameAt.apply(frame);
            Map<EvaluationMethod, Frame> pictures = new EnumMap<>(EvaluationMethod.class);
            for (PersonMethod method : person.methods()) {
                Stopwatch watch = Stopwatch.createStarted();
                Frame picture = method.pictures().apply(asked.target());
                double millis = EvaluatedPerson.millis(watch.elapsed());
                pictures.put(method.kind(), picture);
                List<MethodMeans> counted = means.ofFrame(method.kind(), person.identity(), asked.turnDegrees());
                counted.forEach(each -> each.person(person.identity(), method.personMillis()));
                Optional<Landmarks> found = compare(counted, asked, picture, millis, person.neutralPicture());
                if (found.isPresent() && asked.driver().isPresent()) {
                    motion(motions, method).add(asked.driver().get(), found.get());
                }
            }
            if (frame == frames.get(0)) {
                sheet.add(new SheetRow(person.neutralPicture(), "target", asked.shown(), pictures));
            }
            asked.turnDegrees().ifPresent(degrees -> offerTurned(person, degrees, asked, pictures));
        }
        for (PersonMethod method : person.methods()) {
            means.ofPerson(method.kind(), person.identity()).forEach(each -> each.clip(motion(motions, method)));
        }
    }

    private void offerTurned(
            EvaluatedPerson person, double degrees, TargetFrame asked, Map<EvaluationMethod, Frame> pictures) {
        // Rounded down: a label of 25 degrees is one of the group of more than 25.
        String label = "target, " + (int) degrees + " degrees";
        Frame guide = person.anchors().photo(asked.target());
        turned.offer(person.identity(), degrees, new SheetRow(guide, label, asked.shown(), pictures));
    }

    private static ClipMotion motion(Map<EvaluationMethod, ClipMotion> motions, PersonMethod method) {
        return motions.computeIfAbsent(method.kind(), kind -> new ClipMotion());
    }

    /** Compares a picture with what it should be; returns the landmarks found in it. */
    private Optional<Landmarks> compare(
            List<MethodMeans> counted, TargetFrame asked, Frame picture, double millis, Frame sized) {
        Landmarks wanted = scaled(asked.wanted(), sized);
        Optional<Landmarks> found = measures.landmarks(picture, wanted);
        OptionalDouble error = found.isPresent()
                ? OptionalDouble.of(LandmarkError.percent(found.get(), wanted))
                : OptionalDouble.empty();
        float[] descriptor = measures.descriptor(picture, found.orElse(wanted));
        double alike = similarity.between(descriptor, asked.descriptor());
        counted.forEach(each -> each.frame(millis, alike, error));
        Frame truth = asked.truth();
        float[] look = asked.look();
        if (truth != null && look != null) {
            double l1 = ImageMetrics.l1(picture, truth);
            double psnr = ImageMetrics.psnr(picture, truth);
            double ssim = ImageMetrics.ssim(picture, truth);
            float[] made = measures.look(picture);
            counted.forEach(each -> each.truth(l1, psnr, ssim, made, look));
        }
        return found;
    }

    private Landmarks scaled(Landmarks landmarks, Frame picture) {
        return landmarks.transformed((double) resolution / picture.widthPx(), 0, 0);
    }

    List<EvaluationRow> rows() {
        return means.rows(shots, mode);
    }

    boolean isEmpty() {
        return means.isEmpty();
    }

    /** Returns pictures to look at, by their names in the output folder. */
    Map<String, Frame> sheets() {
        Map<String, Frame> sheets = new LinkedHashMap<>();
        sheets.put("sheet-" + mode.id() + "-" + shots + ".png", sheet.draw());
        if (!turned.isEmpty()) {
            sheets.put("turned-" + shots + ".png", turned.draw(resolution));
        }
        return sheets;
    }
}
