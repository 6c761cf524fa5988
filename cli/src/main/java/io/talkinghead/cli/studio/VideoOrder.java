package io.talkinghead.cli.studio;

import com.fasterxml.jackson.databind.JsonNode;
import io.talkinghead.AnimationOptions;
import io.talkinghead.person.Framing;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The video that a page asks for.
 *
 * @param formats of its files
 * @param framing the head, or the whole photo
 * @param options how the driver is followed
 */
record VideoOrder(Set<String> formats, Framing framing, AnimationOptions options) {
    static final List<String> FORMATS = List.of("mp4", "webm", "gif");
    private static final double LONGEST_SECONDS = 1e6;

    /** Reads what a page says. */
    static VideoOrder of(JsonNode json) {
        Set<String> formats = new LinkedHashSet<>();
        json.path("formats").forEach(format -> formats.add(format.asText()));
        if (formats.isEmpty() || !FORMATS.containsAll(formats)) {
            throw new Refusal(422, "Choose one or more of MP4, WebM and GIF.");
        }
        Framing framing = json.path("whole").asBoolean() ? Framing.FULL_PHOTO : Framing.CROP;
        AnimationOptions options = LiveSettings.of(json).options();
        double neutralAt = json.path("neutralAt").asDouble(-1);
        if (neutralAt >= 0 && neutralAt < LONGEST_SECONDS) {
            options = options.withNeutralAt(Duration.ofMillis(Math.round(1000 * neutralAt)));
        }
        return new VideoOrder(formats, framing, options);
    }
}
