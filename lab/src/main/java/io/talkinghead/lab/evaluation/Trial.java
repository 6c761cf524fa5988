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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** All persons with one number of photos in one mode: what each method reaches, and a sheet to look at. */
final class Trial {
    private final int shots;
    private final EvaluationMode mode;
    private final PictureJudge judge;
    private final IdentitySimilarity similarity;
    private final int resolution;
    private final Tallies tallies;
    private final EvaluationSheet sheet;

    Trial(
            int shots,
            EvaluationMode mode,
            PictureJudge judge,
            IdentitySimilarity similarity,
            Tallies tallies,
            int resolution) {
        this.shots = shots;
        this.mode = mode;
        this.judge = judge;
        this.similarity = similarity;
        this.tallies = tallies;
        this.resolution = resolution;
        sheet = new EvaluationSheet(resolution);
    }

    /** Paints the person's own frames held out. */
    void self(Cast cast, FrameDraw draw) {
        DatasetClip clip = draw.clip();
        play(cast, draw.heldOut(), frame -> {
            Frame shown = clip.picture(frame);
            Frame truth = Resampler.resize(shown, resolution, resolution);
            Landmarks target = clip.landmarks(frame);
            Landmarks expected = scaled(target, shown);
            float[] descriptor = judge.descriptor(truth, expected);
            Optional<Landmarks> found = judge.landmarks(truth, expected);
            return new Scene(clip.calibrated(frame), target, shown, found, descriptor, truth, judge.look(truth));
        });
    }

    /** Paints the person as another one moves: the frames held out of the other's video, relative to its most neutral one. */
    void cross(Cast cast, FrameDraw driver) {
        DatasetClip clip = driver.clip();
        List<Landmarks> all =
                IntStream.range(0, clip.frames()).mapToObj(clip::landmarks).toList();
        MotionTransfer motion = MotionTransfer.relative(all.get(NeutralFace.indexOfBest(all)), cast.neutralLandmarks());
        float[] descriptor = meanDescriptor(cast.photos());
        play(cast, driver.heldOut(), frame -> {
            Frame shown = clip.picture(frame);
            Landmarks moving = clip.landmarks(frame);
            Optional<Landmarks> found =
                    judge.landmarks(Resampler.resize(shown, resolution, resolution), scaled(moving, shown));
            Landmarks target = motion.apply(moving);
            return new Scene(target, target, shown, found, descriptor, null, null);
        });
    }

    private float[] meanDescriptor(List<ReferencePhoto> photos) {
        List<float[]> descriptors = new ArrayList<>();
        for (ReferencePhoto photo : photos) {
            Frame small = Resampler.resize(photo.picture(), resolution, resolution);
            descriptors.add(judge.descriptor(small, scaled(photo.landmarks(), photo.picture())));
        }
        return IdentitySimilarity.from(descriptors).mean();
    }

    private void play(Cast cast, List<Integer> frames, IntFunction<Scene> scenes) {
        Map<EvaluationMethod, ClipMotion> motions = new EnumMap<>(EvaluationMethod.class);
        for (Painter painter : cast.painters()) {
            tallies(cast, painter).forEach(tally -> tally.person(painter.personMillis()));
        }
        for (int frame : frames) {
            Scene scene = scenes.apply(frame);
            List<Frame> pictures = new ArrayList<>();
            for (Painter painter : cast.painters()) {
                Stopwatch watch = Stopwatch.createStarted();
                Frame picture = painter.pictures().apply(scene.target());
                double millis = Cast.millis(watch.elapsed());
                pictures.add(picture);
                Optional<Landmarks> found =
                        judge(tallies(cast, painter), scene, picture, millis, cast.neutralPicture());
                if (found.isPresent() && scene.driver().isPresent()) {
                    motion(motions, painter).add(scene.driver().get(), found.get());
                }
            }
            if (frame == frames.get(0)) {
                sheet.add(cast, scene.shown(), pictures);
            }
        }
        for (Painter painter : cast.painters()) {
            tallies(cast, painter).forEach(tally -> tally.clip(motion(motions, painter)));
        }
    }

    private static ClipMotion motion(Map<EvaluationMethod, ClipMotion> motions, Painter painter) {
        return motions.computeIfAbsent(painter.method(), method -> new ClipMotion());
    }

    private List<Tally> tallies(Cast cast, Painter painter) {
        return tallies.of(painter.method(), cast.identity());
    }

    /** Compares a picture with what it should be; returns the landmarks found in it. */
    private Optional<Landmarks> judge(List<Tally> counted, Scene scene, Frame picture, double millis, Frame sized) {
        Landmarks wanted = scaled(scene.wanted(), sized);
        Optional<Landmarks> found = judge.landmarks(picture, wanted);
        OptionalDouble error = found.isPresent()
                ? OptionalDouble.of(LandmarkError.percent(found.get(), wanted))
                : OptionalDouble.empty();
        float[] descriptor = judge.descriptor(picture, found.orElse(wanted));
        double alike = similarity.between(descriptor, scene.descriptor());
        counted.forEach(tally -> tally.frame(millis, alike, error));
        Frame truth = scene.truth();
        float[] look = scene.look();
        if (truth != null && look != null) {
            double l1 = ImageMetrics.l1(picture, truth);
            double psnr = ImageMetrics.psnr(picture, truth);
            double ssim = ImageMetrics.ssim(picture, truth);
            float[] painted = judge.look(picture);
            counted.forEach(tally -> tally.truth(l1, psnr, ssim, painted, look));
        }
        return found;
    }

    private Landmarks scaled(Landmarks landmarks, Frame picture) {
        return landmarks.transformed((double) resolution / picture.widthPx(), 0, 0);
    }

    List<EvaluationRow> rows() {
        return tallies.rows(shots, mode);
    }

    boolean isEmpty() {
        return tallies.isEmpty();
    }

    /** Returns the sheet's name in the output folder. */
    String sheetName() {
        return "sheet-" + mode.id() + "-" + shots + ".png";
    }

    Frame drawSheet() {
        return sheet.draw();
    }
}
