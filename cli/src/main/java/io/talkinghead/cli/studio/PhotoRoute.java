package io.talkinghead.cli.studio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.talkinghead.person.Person;
import io.talkinghead.person.Photo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes photos, and makes portraits of them. */
final class PhotoRoute implements Route {
    private static final int SHOWN_PX = 720;

    @Override
    public Optional<Answer> answer(Call call) {
        PagePhotos photos = call.page().photos();
        if (call.is("POST", "photos")) {
            byte[] file = call.upload().bytes("The photo", Limits.PHOTO_BYTES);
            return Optional.of(Answer.json(photos.add(call.name(), file).json()));
        }
        if (call.is("POST", "samples", "*")) {
            String name = call.path().get(1);
            return Optional.of(Answer.json(photos.add(name, Samples.photo(name)).json()));
        }
        if (call.is("GET", "photos", "*")) {
            return Optional.of(
                    Answer.bytes(Jpeg.TYPE, Jpeg.of(photos.get(call.number(1)).picture(), SHOWN_PX)));
        }
        if (call.is("DELETE", "photos", "*")) {
            photos.remove(call.number(1));
            return Optional.of(Answer.json(JsonNodeFactory.instance.objectNode()));
        }
        if (call.is("POST", "portrait")) {
            call.page().makePortrait(chosen(call.json(), photos));
            return Optional.of(PersonRoute.told(call.page().portrait()));
        }
        return Optional.empty();
    }

    private static List<Photo> chosen(JsonNode json, PagePhotos photos) {
        List<Photo> chosen = new ArrayList<>();
        for (JsonNode each : json.path("photos")) {
            chosen.add(
                    photos.get(each.path("photo").asInt()).of(each.path("face").asInt()));
        }
        if (chosen.isEmpty() || chosen.size() > Person.MAX_PHOTOS) {
            throw new Refusal(
                    422, "A portrait is made of 1 to " + Person.MAX_PHOTOS + " photos, not of " + chosen.size() + ".");
        }
        return chosen;
    }
}
