package io.talkinghead.cli.studio;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.talkinghead.person.Identity;
import io.talkinghead.person.Person;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** Shows the portrait, saves its person and loads another. */
final class PersonRoute implements Route {
    @Override
    public Optional<Answer> answer(Call call) {
        if (call.is("GET", "portrait")) {
            return Optional.of(
                    Answer.bytes(Jpeg.TYPE, Jpeg.of(call.page().portrait().still())));
        }
        if (call.is("GET", "person")) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            call.page().portrait().person().write(out);
            return Optional.of(Answer.bytes("application/octet-stream", out.toByteArray()));
        }
        if (call.is("POST", "person")) {
            byte[] file = call.upload().bytes("The person", Limits.PERSON_BYTES);
            call.page().showPerson(Person.read(new ByteArrayInputStream(file)));
            return Optional.of(told(call.page().portrait()));
        }
        return Optional.empty();
    }

    /** Describes a portrait. */
    static Answer told(Portrait portrait) {
        Person person = portrait.person();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("photos", person.photos().size());
        node.put("neutral", person.neutralPhoto());
        node.put("model", person.modelName());
        node.put("tuned", person.identity() instanceof Identity.Tuned);
        return Answer.json(node);
    }
}
