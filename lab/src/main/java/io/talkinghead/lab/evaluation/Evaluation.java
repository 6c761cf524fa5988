package io.talkinghead.lab.evaluation;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.image.Frame;
import io.talkinghead.internal.run.Steps;
import io.talkinghead.lab.dataset.Dataset;
import io.talkinghead.lab.dataset.DatasetClip;
import io.talkinghead.lab.dataset.DatasetIdentity;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Person;
import io.talkinghead.spi.Backend;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.Stage;
import io.talkinghead.work.WorkListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates a model by the paper's protocol (section 4.1): a person is made from some frames of a video and has to show other frames
 * of it, which are then compared with the true ones. Two methods that need no model are measured with it: the photo nearest in pose,
 * and that photo moved to the target's landmarks in closed form. In a second mode each person is driven by another person's video, as
 * relative motion (see {@link io.talkinghead.drive.MotionTransfer}).
 *
 * <p>A person is represented by its longest clip; clips no longer than the number of photos are left out for that number. Pictures
 * are compared at the dataset's resolution, in its crop.
 *
 * <p><b>Threading:</b> one thread.
 *
 * <p><b>Determinism:</b> the same dataset, options, model, backend and threads give the same measures, but for the times.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Evaluation {
    private final Backend backend;
    private final ModelBundle model;
    private final EvaluationOptions options;
    private final @Nullable UnaryOperator<Person> tuner;

    /**
     * Makes an evaluation of a model.
     *
     * @param backend must embed, generate, analyse faces and extract features; not closed
     * @param tuner fine-tunes a person made from photos, or null to measure the feed-forward person alone
     */
    public Evaluation(
            Backend backend, ModelBundle model, EvaluationOptions options, @Nullable UnaryOperator<Person> tuner) {
        this.backend = backend;
        this.model = model;
        this.options = options;
        this.tuner = tuner;
    }

    /**
     * Evaluates the model.
     *
     * @param dataset whose persons' mean CSIM is measured from
     * @param persons of that dataset, those to evaluate on: never those the model learnt from
     * @throws TalkingHeadException {@link ErrorCode#DATASET_INVALID} when a picture is damaged or no person has a clip long
     *     enough, or none of them one of the groups, {@link ErrorCode#BACKEND_LACKS_CAPABILITY} when the backend cannot do it,
     *     {@link ErrorCode#CANCELLED} when it is cancelled
     */
    public EvaluationReport run(
            Dataset dataset, List<DatasetIdentity> persons, WorkListener listener, Cancellation cancellation) {
        List<DatasetClip> clips = FrameSelection.persons(persons, options);
        if (clips.isEmpty()) {
            throw FrameSelection.nobody(persons.size(), options);
        }
        checkGroups(clips);
        List<List<FrameSelection>> selections = options.shots().stream()
                .map(shots -> FrameSelection.all(clips, shots, options))
                .toList();
        int total = selections.stream().mapToInt(List::size).sum();
        List<EvaluationRow> rows = new ArrayList<>();
        Map<String, Frame> sheets = new LinkedHashMap<>();
        try (PictureMeasures measures = new PictureMeasures(backend);
                OpenMethods methods = methods()) {
            FrameTargets targets = new FrameTargets(measures);
            FrameJudge judge = new FrameJudge(measures, measures.similarity(dataset.identities()));
            Steps steps = Steps.of(Stage.EVALUATING, total, listener);
            for (List<FrameSelection> each : selections) {
                if (each.isEmpty()) {
                    continue;
                }
                EvaluationRun self = newRun(each.get(0), EvaluationMode.SELF, judge);
                EvaluationRun cross = newRun(each.get(0), EvaluationMode.CROSS, judge);
                for (int i = 0; i < each.size(); i++) {
                    FrameSelection selection = each.get(i);
                    try (EvaluatedPerson person = EvaluatedPerson.of(selection, methods.all(), cancellation)) {
                        self.show(person, selection.heldOut(), targets.self(person.photos(), selection.clip()));
                        if (each.size() > 1) {
                            FrameSelection driver = each.get((i + 1) % each.size());
                            cross.show(person, driver.heldOut(), targets.cross(person.photos(), driver.clip()));
                        }
                    }
                    // After a person, not before: one whose tuning was cancelled is not to be reported.
                    cancellation.check("the evaluation");
                    steps.done();
                }
                for (EvaluationRun run : List.of(self, cross)) {
                    if (!run.isEmpty()) {
                        rows.addAll(run.rows());
                        sheets.putAll(run.sheets());
                    }
                }
            }
        }
        return new EvaluationReport(model.name(), rows, sheets);
    }

    private void checkGroups(List<DatasetClip> clips) {
        EvaluationGroups groups = options.groups();
        boolean known =
                clips.stream().anyMatch(clip -> !groups.of(clip.identity()).isEmpty());
        if (!groups.isEmpty() && !known) {
            throw new TalkingHeadException(
                    ErrorCode.DATASET_INVALID,
                    "none of the " + clips.size() + " persons judged, such as "
                            + clips.get(0).identity()
                            + ", has a group; the groups' first column must be the dataset's names of persons");
        }
    }

    private OpenMethods methods() {
        OpenMethods methods = new OpenMethods();
        try {
            methods.add(AnchorMethod.copy());
            methods.add(AnchorMethod.warp());
            methods.add(new HeadMethod(EvaluationMethod.FEED_FORWARD, model, backend, UnaryOperator.identity()));
            if (tuner != null) {
                methods.add(new HeadMethod(EvaluationMethod.TUNED, model, backend, tuner));
            }
            return methods;
        } catch (RuntimeException | Error e) {
            methods.close();
            throw e;
        }
    }

    private EvaluationRun newRun(FrameSelection first, EvaluationMode mode, FrameJudge judge) {
        return new EvaluationRun(
                first.photos().size(),
                mode,
                judge,
                new GroupMeans(options.groups()),
                first.clip().resolution());
    }
}
