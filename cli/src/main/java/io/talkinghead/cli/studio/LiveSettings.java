package io.talkinghead.cli.studio;

import com.fasterxml.jackson.databind.JsonNode;
import io.talkinghead.AnimationOptions;
import io.talkinghead.drive.Motion;

/**
 * How a camera moves a portrait.
 *
 * @param sizePx of the pictures
 * @param motion relative to a calm face, or as it is
 * @param smoothing whether jitter is smoothed
 * @param strength of the motion, 0 to 3
 */
record LiveSettings(int sizePx, Motion motion, boolean smoothing, double strength) {
    private static final double STRONGEST = 3;
    private static final int LEAST_PX = 128;
    private static final int MOST_PX = 768;
    private static final int USUAL_PX = 384;

    /** Reads what a page says, with what is usual for what it leaves out. */
    static LiveSettings of(JsonNode json) {
        int size = Math.max(LEAST_PX, Math.min(MOST_PX, json.path("size").asInt(USUAL_PX)));
        Motion motion = json.path("motion").asText().equals("absolute") ? Motion.ABSOLUTE : Motion.RELATIVE;
        return new LiveSettings(size, motion, json.path("smoothing").asBoolean(true), strength(json));
    }

    /** Reads how strong the motion is to be; what is out of range is taken to its end. */
    static double strength(JsonNode json) {
        double strength = json.path("strength").asDouble(1);
        return Double.isNaN(strength) ? 1 : Math.max(0, Math.min(STRONGEST, strength));
    }

    AnimationOptions options() {
        return AnimationOptions.defaults()
                .withMotion(motion)
                .withSmoothing(smoothing)
                .withStrength(strength);
    }
}
