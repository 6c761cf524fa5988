package io.talkinghead.cli.studio;

import com.fasterxml.jackson.databind.JsonNode;
import io.talkinghead.AnimationOptions;
import io.talkinghead.drive.Motion;
import io.talkinghead.person.Framing;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The video that a page asks for.
 *
 * @param formats of its files
 * @param framing the head, or the whole photo
 * @param motion relative to a calm face, or as it is
 * @param smoothing whether jitter is smoothed
 * @param strength of the motion, 0 to 3
 */
record VideoOrder(Set<String> formats, Framing framing, Motion motion, boolean smoothing, double strength) {
    static final List<String> FORMATS = List.of("mp4", "webm", "gif");

    /** Reads what a page says. */
    static VideoOrder of(JsonNode json) {
        Set<String> formats = new LinkedHashSet<>();
        json.path("formats").forEach(format -> formats.add(format.asText()));
        if (formats.isEmpty() || !FORMATS.containsAll(formats)) {
            throw new Refusal(422, "Choose one or more of MP4, WebM and GIF.");
        }
        return new VideoOrder(
                formats,
                json.path("whole").asBoolean() ? Framing.FULL_PHOTO : Framing.CROP,
                json.path("motion").asText().equals("absolute") ? Motion.ABSOLUTE : Motion.RELATIVE,
                json.path("smoothing").asBoolean(true),
                LiveSettings.strength(json));
    }

    AnimationOptions options() {
        return AnimationOptions.defaults()
                .withMotion(motion)
                .withSmoothing(smoothing)
                .withStrength(strength);
    }
}
