package io.talkinghead.drive;

import static com.google.common.base.Preconditions.checkArgument;

import io.talkinghead.conditioning.turn.FaceRig;
import io.talkinghead.face.Landmarks;
import java.util.EnumMap;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a face does, compared with the photo: by named {@link FaceControl}s from -1 to 1, by ARKit's {@link BlendShape}s from 0 to 1, or
 * by both, which add up. What is not named is 0: as in the photo.
 *
 * <p>Movements are measured on an average face and carried to the person's. Eyes and lips keep the person's own extremes: an eye shuts
 * whatever its size, and lips meet but never cross.
 *
 * <p><b>Threading:</b> immutable.
 *
 * <pre>{@code
 * Expression wink = Expression.NEUTRAL.with(FaceControl.SMILE, 0.6).with(FaceControl.LEFT_EYE, -1);
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Expression {
    /** The photo's own. */
    public static final Expression NEUTRAL = new Expression(Map.of(), Map.of());

    /** How much wider than in the photo an eye can be opened, and how much a squint narrows it. */
    private static final double WIDER = 0.4;

    private static final double SQUINT = 0.45;

    private final Map<FaceControl, Double> controls;
    private final Map<BlendShape, Double> shapes;

    private Expression(Map<FaceControl, Double> controls, Map<BlendShape, Double> shapes) {
        this.controls = controls;
        this.shapes = shapes;
    }

    /**
     * Returns the expression of ARKit's coefficients, as face trackers give them.
     *
     * @param coefficients from 0 to 1 by name, such as {@code mouthSmileLeft}; those that are missing are 0
     * @throws IllegalArgumentException for a name that is none of the 52, or a value out of range
     */
    public static Expression ofArkit(Map<String, Double> coefficients) {
        Expression expression = NEUTRAL;
        for (Map.Entry<String, Double> entry : coefficients.entrySet()) {
            BlendShape shape = BlendShape.named(entry.getKey())
                    .orElseThrow(() -> new IllegalArgumentException(
                            entry.getKey() + " is none of ARKit's 52 names, such as mouthSmileLeft"));
            expression = expression.with(shape, entry.getValue());
        }
        return expression;
    }

    /**
     * Returns this expression with another value of a control.
     *
     * @param value -1 to 1
     * @throws IllegalArgumentException when it is out of range
     */
    public Expression with(FaceControl control, double value) {
        checkArgument(value >= -1 && value <= 1, "%s must be -1 to 1, not %s", control, value);
        Map<FaceControl, Double> changed = new EnumMap<>(FaceControl.class);
        changed.putAll(controls);
        put(changed, control, value);
        return new Expression(changed, shapes);
    }

    /**
     * Returns this expression with another value of a movement of ARKit's.
     *
     * @param value 0 to 1
     * @throws IllegalArgumentException when it is out of range
     */
    public Expression with(BlendShape shape, double value) {
        checkArgument(value >= 0 && value <= 1, "%s must be 0 to 1, not %s", shape.arkitName(), value);
        Map<BlendShape, Double> changed = new EnumMap<>(BlendShape.class);
        changed.putAll(shapes);
        put(changed, shape, value);
        return new Expression(controls, changed);
    }

    private static <K> void put(Map<K, Double> values, K key, double value) {
        if (value == 0) {
            values.remove(key);
        } else {
            values.put(key, value);
        }
    }

    /**
     * Returns this expression with both eyes as far open.
     *
     * @param value -1, shut, to 1, wide open
     * @throws IllegalArgumentException when it is out of range
     */
    public Expression withEyes(double value) {
        return with(FaceControl.LEFT_EYE, value).with(FaceControl.RIGHT_EYE, value);
    }

    /**
     * Returns this expression with both brows as high.
     *
     * @param value -1, lowered, to 1, raised
     * @throws IllegalArgumentException when it is out of range
     */
    public Expression withBrows(double value) {
        return with(FaceControl.LEFT_BROW, value).with(FaceControl.RIGHT_BROW, value);
    }

    /** Returns the value of a control, 0 if it was not set. */
    public double value(FaceControl control) {
        return controls.getOrDefault(control, 0.0);
    }

    /** Returns the value of a movement of ARKit's, 0 if it was not set. */
    public double value(BlendShape shape) {
        return shapes.getOrDefault(shape, 0.0);
    }

    /** Returns what lies between this expression and another: this one at 0, the other at 1. */
    Expression towards(Expression other, double share) {
        Expression between = NEUTRAL;
        for (FaceControl control : FaceControl.values()) {
            between = between.with(control, between(value(control), other.value(control), share));
        }
        for (BlendShape shape : BlendShape.values()) {
            between = between.with(shape, between(value(shape), other.value(shape), share));
        }
        return between;
    }

    /** Exact at either end, and never outside. */
    static double between(double from, double to, double share) {
        double value = (1 - share) * from + share * to;
        return Math.max(Math.min(from, to), Math.min(Math.max(from, to), value));
    }

    /** Returns what it does to landmarks. */
    FaceRig.Expression onLandmarks() {
        double[][] displacement = new double[Landmarks.COUNT][3];
        double[] eyes = {opening(FaceControl.LEFT_EYE), opening(FaceControl.RIGHT_EYE)};
        double lips = Math.max(0, -value(FaceControl.MOUTH_OPEN));
        controls.forEach((control, value) -> {
            for (FaceControl.Part part : control.parts(value > 0)) {
                ExpressionBasis.ICT.add(part.movement(), Math.abs(value) * part.weight(), displacement);
            }
        });
        for (Map.Entry<BlendShape, Double> entry : shapes.entrySet()) {
            BlendShape shape = entry.getKey();
            double value = entry.getValue();
            switch (shape.kind()) {
                case LANDMARKS ->
                    shape.movements().forEach(movement -> ExpressionBasis.ICT.add(movement, value, displacement));
                case EYE -> eyes[shape.isLeft() ? 1 : 0] *= opening(shape, value);
                case LIPS -> lips = Math.max(lips, value);
                case NOTHING -> {}
            }
        }
        return new FaceRig.Expression(displacement, eyes, lips);
    }

    private double opening(FaceControl eye) {
        double value = value(eye);
        return value > 0 ? 1 + WIDER * value : 1 + value;
    }

    private static double opening(BlendShape shape, double value) {
        return switch (shape) {
            case EYE_BLINK_LEFT, EYE_BLINK_RIGHT -> 1 - value;
            case EYE_SQUINT_LEFT, EYE_SQUINT_RIGHT -> 1 - SQUINT * value;
            default -> 1 + WIDER * value;
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Expression that && controls.equals(that.controls) && shapes.equals(that.shapes);
    }

    @Override
    public int hashCode() {
        return 31 * controls.hashCode() + shapes.hashCode();
    }

    @Override
    public String toString() {
        return "Expression[" + controls + ", " + shapes + "]";
    }
}
