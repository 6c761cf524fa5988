package io.talkinghead.cli.studio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Takes driving videos, and makes videos with them. */
final class VideoRoute implements Route {
    private static final Map<String, String> TYPES =
            Map.of("mp4", "video/mp4", "webm", "video/webm", "gif", "image/gif");

    @Override
    public Optional<Answer> answer(Call call) {
        PageVideos videos = call.page().videos();
        if (call.is("POST", "drivers")) {
            return Optional.of(number("driver", videos.bring(call.name(), call.upload())));
        }
        if (call.is("POST", "drivers", "sample")) {
            byte[] track = Samples.track();
            Upload upload = new Upload(new ByteArrayInputStream(track), track.length);
            return Optional.of(number("driver", videos.bring(Samples.TRACK, upload)));
        }
        if (call.is("POST", "videos")) {
            JsonNode json = call.json();
            int driver = json.path("driver").asInt();
            return Optional.of(number("video", videos.begin(driver, call.page().portrait(), VideoOrder.of(json))));
        }
        if (call.is("DELETE", "videos", "*")) {
            videos.get(call.number(1)).close();
            return Optional.of(Answer.json(JsonNodeFactory.instance.objectNode()));
        }
        if (call.is("GET", "videos", "*", "*")) {
            String format = call.path().get(2);
            Path file = videos.get(call.number(1)).file(format).orElseThrow(() -> Refusal.notFound("such video"));
            return Optional.of(Answer.file(TYPES.getOrDefault(format, "video/mp4"), file, "portrait." + format));
        }
        return Optional.empty();
    }

    private static Answer number(String name, int number) {
        return Answer.json(JsonNodeFactory.instance.objectNode().put(name, number));
    }
}
