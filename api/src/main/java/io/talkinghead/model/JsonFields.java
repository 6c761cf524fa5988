package io.talkinghead.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads fields of a model's JSON and names what is wrong with them.
 *
 * @param source what to call the JSON in errors
 */
record JsonFields(String source) {
    <E> E choice(JsonNode node, String field, E[] values, Function<E, String> id) {
        String found = text(node, field);
        return Arrays.stream(values)
                .filter(value -> id.apply(value).equals(found))
                .findFirst()
                .orElseThrow(() -> invalid("its " + field + " is " + found + "; this library knows "
                        + Arrays.stream(values).map(id).collect(Collectors.joining(", "))));
    }

    /** A field that may be absent. */
    <E> E choice(JsonNode node, String field, E[] values, Function<E, String> id, E absent) {
        return node.has(field) ? choice(node, field, values, id) : absent;
    }

    int whole(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isInt()) {
            throw invalid("its " + field + " must be a whole number, not " + value);
        }
        return value.intValue();
    }

    String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isTextual()) {
            throw invalid("its " + field + " must be a text, not " + value);
        }
        return value.textValue();
    }

    TalkingHeadException invalid(String problem) {
        return new TalkingHeadException(ErrorCode.MODEL_INVALID, source + ": " + problem);
    }
}
