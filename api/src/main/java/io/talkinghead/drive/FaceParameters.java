package io.talkinghead.drive;

import static java.util.Objects.requireNonNull;

import io.talkinghead.conditioning.turn.FaceRig;
import io.talkinghead.conditioning.turn.RigidTurn;
import io.talkinghead.face.CropRule;
import io.talkinghead.face.Landmarks;
import org.apiguardian.api.API;

/**
 * A face by numbers: how the head is held and what it does, compared with the photo. See {@link Driver#parameters}.
 *
 * <p><b>Threading:</b> immutable.
 *
 * <pre>{@code
 * FaceParameters nod = new FaceParameters(HeadPose.turned(10, -15, 0), Expression.NEUTRAL.withEyes(-1));
 * Frame picture = head.render(nod.applyTo(head.neutralLandmarks()));
 * }</pre>
 *
 * @param pose how the head is held
 * @param expression what the face does
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record FaceParameters(HeadPose pose, Expression expression) {
    /** The photo as it is. */
    public static final FaceParameters NEUTRAL = new FaceParameters(HeadPose.NEUTRAL, Expression.NEUTRAL);

    /** Checks that both are there. */
    public FaceParameters {
        requireNonNull(pose, "pose");
        requireNonNull(expression, "expression");
    }

    /** Returns the photo's pose with an expression. */
    public static FaceParameters of(Expression expression) {
        return NEUTRAL.withExpression(expression);
    }

    /** Returns the photo's expression in a pose. */
    public static FaceParameters of(HeadPose pose) {
        return NEUTRAL.withPose(pose);
    }

    /** Returns these parameters with another pose. */
    public FaceParameters withPose(HeadPose newPose) {
        return new FaceParameters(newPose, expression);
    }

    /** Returns these parameters with another expression. */
    public FaceParameters withExpression(Expression newExpression) {
        return new FaceParameters(pose, newExpression);
    }

    /**
     * Returns a person's landmarks moved by these parameters; those of {@link #NEUTRAL} equal the ones given.
     *
     * @param neutral of the person's photo, in its pixels, such as {@link io.talkinghead.TalkingHead#neutralLandmarks()}
     */
    public Landmarks applyTo(Landmarks neutral) {
        return moved(new FaceRig(neutral, CropRule.squareAround(neutral).side()));
    }

    Landmarks moved(FaceRig face) {
        RigidTurn turn = new RigidTurn(
                -Math.toRadians(pose.pitch()),
                -Math.toRadians(pose.yaw()),
                Math.toRadians(pose.roll()),
                pose.zoom(),
                pose.shiftX(),
                pose.shiftY());
        return face.apply(expression.onLandmarks(), turn);
    }

    /** Returns what lies between these parameters and others: these at 0, the others at 1. */
    FaceParameters towards(FaceParameters other, double share) {
        HeadPose to = other.pose;
        return new FaceParameters(
                new HeadPose(
                        Expression.between(pose.yaw(), to.yaw(), share),
                        Expression.between(pose.pitch(), to.pitch(), share),
                        Expression.between(pose.roll(), to.roll(), share),
                        Expression.between(pose.zoom(), to.zoom(), share),
                        Expression.between(pose.shiftX(), to.shiftX(), share),
                        Expression.between(pose.shiftY(), to.shiftY(), share)),
                expression.towards(other.expression, share));
    }
}
