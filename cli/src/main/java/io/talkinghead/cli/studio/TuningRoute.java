package io.talkinghead.cli.studio;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import io.talkinghead.Backends;
import io.talkinghead.engine.Capability;
import java.util.Optional;

/** Tunes the portrait, where something on the class path can. */
final class TuningRoute implements Route {
    private static final int USUAL_EPOCHS = 20;
    private static final int MOST_EPOCHS = 200;
    private static final String HOW =
            "This program has no tuner. Build it with \"mvn -B -Ptuning -DskipTests package\", or start"
                    + " it with talkinghead-backend-djl on the class path: docs/tuning.md tells how.";

    /** Looking for it takes a moment, and gives the same each time. */
    private final Supplier<Boolean> tuner = Suppliers.memoize(() -> Backends.report().stream()
            .anyMatch(found -> found.usable() && found.capabilities().contains(Capability.TUNE)));

    @Override
    public Optional<Answer> answer(Call call) {
        if (call.is("GET", "tuning")) {
            return Optional.of(Answer.json(told(tuner.get())));
        }
        if (call.is("POST", "tuning")) {
            if (!tuner.get()) {
                throw new Refusal(422, HOW);
            }
            int epochs = call.json().path("epochs").asInt(USUAL_EPOCHS);
            call.page().tune(Math.max(1, Math.min(MOST_EPOCHS, epochs)));
            return Optional.of(Answer.json(JsonNodeFactory.instance.objectNode()));
        }
        if (call.is("DELETE", "tuning")) {
            call.page().cancelTuning();
            return Optional.of(Answer.json(JsonNodeFactory.instance.objectNode()));
        }
        if (call.is("POST", "tuning", "undo")) {
            call.page().undoTuning();
            return Optional.of(PersonRoute.told(call.page().portrait()));
        }
        if (call.is("GET", "told")) {
            return Optional.of(PersonRoute.told(call.page().portrait()));
        }
        return Optional.empty();
    }

    private static ObjectNode told(boolean can) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("can", can);
        return can ? node : node.put("how", HOW);
    }
}
