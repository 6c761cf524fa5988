package io.talkinghead.lab.evaluation;

import com.google.common.base.Stopwatch;
import io.talkinghead.image.Frame;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.IntFunction;

/** All persons with one number of photos in one mode: what each method reaches, and sheets to look at. */
final class EvaluationRun {
    private final int shots;
    private final EvaluationMode mode;
    private final FrameJudge judge;
    private final int resolution;
    private final GroupMeans means;
    private final EvaluationSheet sheet;
    private final TurnedSheet turned = new TurnedSheet();

    EvaluationRun(int shots, EvaluationMode mode, FrameJudge judge, GroupMeans means, int resolution) {
        this.shots = shots;
        this.mode = mode;
        this.judge = judge;
        this.means = means;
        this.resolution = resolution;
        sheet = new EvaluationSheet(resolution);
    }

    /** Shows frames as every method draws them. */
    void show(EvaluatedPerson person, List<Integer> frames, IntFunction<TargetFrame> frameAt) {
        String identity = person.photos().identity();
        Map<EvaluationMethod, ClipMotion> motions = new LinkedHashMap<>();
        for (int frame : frames) {
            TargetFrame target = frameAt.apply(frame);
            Map<EvaluationMethod, Frame> pictures = new LinkedHashMap<>();
            for (LearntMethod method : person.methods()) {
                Stopwatch watch = Stopwatch.createStarted();
                Frame picture = method.person().draw(target.asked());
                double millis = EvaluatedPerson.millis(watch.elapsed());
                pictures.put(method.kind(), picture);
                FrameJudgement judgement = judge.judge(target, picture);
                for (MethodMeans each : means.ofFrame(method.kind(), identity, target.turnDegrees())) {
                    each.person(identity, method.millis());
                    each.frame(millis, judgement);
                }
                motion(motions, method).add(target.driver(), judgement.found());
            }
            if (frame == frames.get(0)) {
                Frame photo = person.photos().neutralPicture();
                sheet.add(new SheetRow(photo, "target", target.asked().driver(), pictures));
            }
            target.turnDegrees().ifPresent(degrees -> offerTurned(person.photos(), degrees, target, pictures));
        }
        for (LearntMethod method : person.methods()) {
            means.ofPerson(method.kind(), identity)
                    .forEach(each -> each.clip(motion(motions, method).score(OptionalDouble.empty())));
        }
    }

    private void offerTurned(
            PersonPhotos person, double degrees, TargetFrame target, Map<EvaluationMethod, Frame> pictures) {
        // Rounded down: a label of 25 degrees is one of the group of more than 25.
        String label = "target, " + (int) degrees + " degrees";
        Frame guide = person.anchors().photo(target.asked().landmarks());
        turned.offer(
                person.identity(),
                degrees,
                new SheetRow(guide, label, target.asked().driver(), pictures));
    }

    private static ClipMotion motion(Map<EvaluationMethod, ClipMotion> motions, LearntMethod method) {
        return motions.computeIfAbsent(method.kind(), kind -> new ClipMotion());
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
