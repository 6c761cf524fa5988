package io.talkinghead.lab.evaluation;

import io.talkinghead.lab.baseline.facerig.RigMethod;
import io.talkinghead.lab.baseline.portrait.PortraitMethod;
import io.talkinghead.lab.comparison.ComparedMethod;
import io.talkinghead.lab.comparison.MethodSource;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Person;
import io.talkinghead.spi.Backend;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;

/** The methods to compare that this library has itself. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class MethodSources {
    private MethodSources() {}

    /** Shows the photo nearest in pose, unchanged; named {@code copy}. */
    public static MethodSource copy() {
        return new Own(EvaluationMethod.COPY.id(), "1", AnchorMethod::copy);
    }

    /** Moves that photo to the target's landmarks without a network; named {@code warp}. */
    public static MethodSource warp() {
        return new Own(EvaluationMethod.WARP.id(), "1", AnchorMethod::warp);
    }

    /**
     * Warps the calmest photo to the driver's landmarks and lends it the driver's wrinkles and mouth; named {@code averbuch-elor}. After
     * Averbuch-Elor et al., <i>Bringing Portraits to Life</i>, 2017.
     */
    public static MethodSource averbuchElor() {
        return new Own(PortraitMethod.ID, PortraitMethod.VERSION, PortraitMethod::new);
    }

    /**
     * Fits a face rig to the photos and draws it as the driver's landmarks move; named {@code face2face}. After Thies et al.,
     * <i>Face2Face</i>, 2016. The source's origin and the method are had only of a file that is there and holds a rig:
     * {@link io.talkinghead.error.ErrorCode#MODEL_INVALID} else.
     *
     * @param rig a file in the form of NumPy's {@code savez}; its arrays are described in docs/lab/baselines.md
     */
    public static MethodSource face2face(Path rig) {
        return new MethodSource() {
            @Override
            public String id() {
                return RigMethod.ID;
            }

            @Override
            public String origin() {
                return RigMethod.origin(rig);
            }

            @Override
            public ComparedMethod open() {
                return RigMethod.open(rig);
            }
        };
    }

    /**
     * Shows the heads of a model, made feed-forward.
     *
     * @param id the method's name
     * @param backend must embed and generate; not closed
     */
    public static MethodSource head(String id, ModelBundle model, Backend backend) {
        return new Own(id, origin(model, backend), () -> tuned(id, model, backend, UnaryOperator.identity()));
    }

    /**
     * Shows the heads of a model with a part left out, made feed-forward; named as the {@link HeadAblation#id ablation}.
     *
     * @param backend must embed and generate; not closed
     */
    public static MethodSource ablated(HeadAblation ablation, ModelBundle model, Backend backend) {
        return new Own(
                ablation.id(),
                origin(model, backend),
                () -> tuned(ablation.id(), ablation.of(model), backend, ablation::of));
    }

    /** Returns what tells one model's heads from those of another: see {@link MethodSource#origin}. */
    public static String origin(ModelBundle model, Backend backend) {
        return model.id() + " on " + backend.id();
    }

    /**
     * Opens the heads of a model, fine-tuned, for a {@link MethodSource} of one's own, which opens the tuner too.
     *
     * @param id the method's name
     * @param backend must embed and generate; not closed
     * @param tuner fine-tunes a person made from photos
     */
    public static ComparedMethod tuned(String id, ModelBundle model, Backend backend, UnaryOperator<Person> tuner) {
        return new HeadMethod(new EvaluationMethod(id), model, backend, tuner);
    }

    private record Own(String id, String origin, Supplier<ComparedMethod> opener) implements MethodSource {
        @Override
        public ComparedMethod open() {
            return opener.get();
        }
    }
}
