package io.talkinghead.evaluation;

import com.google.common.base.Stopwatch;
import io.talkinghead.dataset.DatasetClip;
import io.talkinghead.drive.MotionTransfer;
import io.talkinghead.drive.NeutralFrame;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.image.Resampler;
import io.talkinghead.person.ReferencePhoto;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** All persons with one number of photos in one mode: what each method reaches, and a sheet to look at. */
final class Trial {
    private final int shots;
    private final EvaluationMode mode;
    private final PictureJudge judge;
    private final IdentitySimilarity similarity;
    private final int resolution;
    private final Map<EvaluationMethod, Tally> tallies = new EnumMap<>(EvaluationMethod.class);
    private final EvaluationSheet sheet;

    Trial(int shots, EvaluationMode mode, PictureJudge judge, IdentitySimilarity similarity, int resolution) {
        this.shots = shots;
        this.mode = mode;
        this.judge = judge;
        this.similarity = similarity;
        this.resolution = resolution;
        sheet = new EvaluationSheet(resolution);
    }

    /** Paints the person's own frames held out. */
    void self(Cast cast, FrameDraw draw) {
        DatasetClip clip = draw.clip();
        begin(cast);
        for (int frame : draw.heldOut()) {
            Frame shown = clip.picture(frame);
            Frame truth = Resampler.resize(shown, resolution, resolution);
            Landmarks target = clip.landmarks(frame);
            float[] descriptor = judge.descriptor(truth, scaled(target, shown));
            play(
                    cast,
                    new Scene(target, shown, descriptor, truth, judge.look(truth)),
                    frame == draw.heldOut().get(0));
        }
    }

    /** Paints the person as another one moves: the frames held out of the other's video, relative to its most neutral one. */
    void cross(Cast cast, FrameDraw driver) {
        DatasetClip clip = driver.clip();
        List<Landmarks> all =
                IntStream.range(0, clip.frames()).mapToObj(clip::landmarks).toList();
        MotionTransfer motion =
                MotionTransfer.relative(all.get(NeutralFrame.indexOfBest(all)), cast.neutralLandmarks());
        float[] descriptor = meanDescriptor(cast.photos());
        begin(cast);
        for (int frame : driver.heldOut()) {
            Landmarks target = motion.apply(clip.landmarks(frame));
            Scene scene = new Scene(target, clip.picture(frame), descriptor, null, null);
            play(cast, scene, frame == driver.heldOut().get(0));
        }
    }

    private void begin(Cast cast) {
        for (Painter painter : cast.painters()) {
            tallies.computeIfAbsent(painter.method(), method -> new Tally()).person(painter.personMillis());
        }
    }

    private float[] meanDescriptor(List<ReferencePhoto> photos) {
        List<float[]> descriptors = new ArrayList<>();
        for (ReferencePhoto photo : photos) {
            Frame small = Resampler.resize(photo.picture(), resolution, resolution);
            descriptors.add(judge.descriptor(small, scaled(photo.landmarks(), photo.picture())));
        }
        return IdentitySimilarity.from(descriptors).mean();
    }

    private void play(Cast cast, Scene scene, boolean onSheet) {
        List<Frame> pictures = new ArrayList<>();
        for (Painter painter : cast.painters()) {
            Stopwatch watch = Stopwatch.createStarted();
            Frame picture = painter.pictures().apply(scene.target());
            double millis = Cast.millis(watch.elapsed());
            pictures.add(picture);
            Tally tally = tallies.computeIfAbsent(painter.method(), method -> new Tally());
            judge(tally, scene, picture, millis, cast.neutralPicture());
        }
        if (onSheet) {
            sheet.add(cast, scene.shown(), pictures);
        }
    }

    private void judge(Tally tally, Scene scene, Frame picture, double millis, Frame sized) {
        Landmarks wanted = scaled(scene.target(), sized);
        Optional<Landmarks> found = judge.landmarks(picture, wanted);
        OptionalDouble error = found.isPresent()
                ? OptionalDouble.of(LandmarkError.percent(found.get(), wanted))
                : OptionalDouble.empty();
        float[] descriptor = judge.descriptor(picture, found.orElse(wanted));
        tally.frame(millis, similarity.between(descriptor, scene.descriptor()), error);
        Frame truth = scene.truth();
        float[] look = scene.look();
        if (truth != null && look != null) {
            tally.truth(
                    ImageMetrics.l1(picture, truth),
                    ImageMetrics.psnr(picture, truth),
                    ImageMetrics.ssim(picture, truth),
                    judge.look(picture),
                    look);
        }
    }

    private Landmarks scaled(Landmarks landmarks, Frame picture) {
        return landmarks.transformed((double) resolution / picture.widthPx(), 0, 0);
    }

    List<EvaluationRow> rows() {
        List<EvaluationRow> rows = new ArrayList<>();
        tallies.forEach((method, tally) -> rows.add(tally.row(shots, mode, method)));
        return rows;
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
