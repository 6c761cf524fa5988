package io.talkinghead.lab.evaluation;

import static java.util.Objects.requireNonNull;

import io.talkinghead.image.Frame;
import io.talkinghead.internal.run.Steps;
import io.talkinghead.lab.dataset.DatasetClip;
import io.talkinghead.work.Cancellation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.IntFunction;

/** The part of a comparison that is not done yet. */
final class ComparedWork {
    private final ComparisonFolder found;
    private final FrameJudge judge;
    private final FrameTargets targets;
    private final ComparedFailures failures;
    private final Steps steps;
    private final Cancellation cancellation;

    ComparedWork(
            ComparisonFolder found,
            FrameJudge judge,
            FrameTargets targets,
            ComparedFailures failures,
            Steps steps,
            Cancellation cancellation) {
        this.found = found;
        this.judge = judge;
        this.targets = targets;
        this.failures = failures;
        this.steps = steps;
        this.cancellation = cancellation;
    }

    /** Lets methods show the persons with whom their results are missing. */
    void all(Map<FrameSelection, List<ComparedRun>> missing) {
        missing.forEach((selection, runs) -> {
            PersonPhotos person = PersonPhotos.of(selection);
            Map<Integer, TargetFrame> targets = targets(person, selection);
            Map<Integer, FollowedFrame> followed = followed(selection, targets);
            for (ComparedRun run : runs) {
                if (run.open()) {
                    one(run, person, selection, targets, followed);
                }
                // After the work, not before: one that was cancelled is not to be reported.
                cancellation.check("the comparison");
                steps.done();
            }
        });
    }

    private Map<Integer, TargetFrame> targets(PersonPhotos person, FrameSelection selection) {
        DatasetClip clip = selection.clip();
        IntFunction<TargetFrame> self = targets.self(person, clip);
        Map<Integer, TargetFrame> asked = new LinkedHashMap<>();
        Map<Integer, float[]> looks = new HashMap<>(found.looks(clip.identity()).orElse(Map.of()));
        boolean known = true;
        for (int frame : selection.heldOut()) {
            TargetFrame target = self.apply(frame);
            asked.put(frame, target);
            Look look = requireNonNull(target.look());
            known &= looks.put(frame, look.whole()) != null;
        }
        if (!known) {
            for (int frame : ComparedPersons.kept(selection)) {
                ComparisonFolder.writePicture(found.realPictures(), clip.identity(), frame, clip.picture(frame));
            }
            found.writeLooks(clip.identity(), looks);
        }
        return asked;
    }

    /** Those that are judged, and those that tell the jitter, of which nothing but the landmarks is measured. */
    private Map<Integer, FollowedFrame> followed(FrameSelection selection, Map<Integer, TargetFrame> judged) {
        Map<Integer, FollowedFrame> followed = new LinkedHashMap<>();
        judged.forEach((frame, target) -> followed.put(frame, target.followed()));
        for (int frame : selection.consecutive()) {
            followed.computeIfAbsent(frame, each -> targets.followed(selection.clip(), each));
        }
        return followed;
    }

    private void one(
            ComparedRun run,
            PersonPhotos person,
            FrameSelection selection,
            Map<Integer, TargetFrame> targets,
            Map<Integer, FollowedFrame> followed) {
        ComparedRun.Shown shown;
        try {
            shown = run.show(person, followed, cancellation);
        } catch (RuntimeException | LinkageError e) {
            failures.add(run.id(), selection.shots(), person.identity(), ComparedRun.why(run.id(), e));
            return;
        }
        ClipMotion motion = new ClipMotion();
        List<PersonScore.FrameScore> frames = new ArrayList<>();
        for (int frame : selection.heldOut()) {
            TargetFrame target = requireNonNull(targets.get(frame));
            ComparedRun.Drawn drawn = requireNonNull(shown.pictures().get(frame));
            FrameJudgement judgement = judge.judge(target, drawn.picture());
            motion.add(target.driver(), judgement.found());
            float[] look = judgement.looks().orElseThrow().made();
            frames.add(new PersonScore.FrameScore(frame, drawn.millis(), judgement.values(), look));
        }
        for (int frame : ComparedPersons.kept(selection)) {
            ComparisonFolder.writePicture(
                    found.pictures(run.id(), selection.shots()),
                    person.identity(),
                    frame,
                    requireNonNull(shown.pictures().get(frame)).picture());
        }
        PersonScore score =
                new PersonScore(shown.learnMillis(), frames, motion.score(jitter(selection, followed, shown)));
        found.writeScore(run.id(), selection.shots(), person.identity(), score);
    }

    private OptionalDouble jitter(
            FrameSelection selection, Map<Integer, FollowedFrame> followed, ComparedRun.Shown shown) {
        Jitter jitter = new Jitter();
        for (int frame : selection.consecutive()) {
            FollowedFrame each = requireNonNull(followed.get(frame));
            Frame picture = requireNonNull(shown.pictures().get(frame)).picture();
            jitter.add(each.driver(), judge.found(each, picture));
        }
        return jitter.value();
    }
}
