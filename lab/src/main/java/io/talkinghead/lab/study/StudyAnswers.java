package io.talkinghead.lab.study;

import com.fasterxml.jackson.databind.JsonNode;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.internal.file.BoundedFile;
import io.talkinghead.internal.file.JsonTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What one participant answered: a file that a study's page saved.
 *
 * <p><b>Threading:</b> immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class StudyAnswers {
    private static final String FORMAT = "talkinghead-study-1";
    private static final int MAX_BYTES = 16 << 20;

    private final String study;
    private final String participant;
    private final List<Answer> answers;

    StudyAnswers(String study, String participant, List<Answer> answers) {
        this.study = study;
        this.participant = participant;
        this.answers = List.copyOf(answers);
    }

    /**
     * Reads a file.
     *
     * @throws TalkingHeadException {@link ErrorCode#DATASET_INVALID} when it is not such a file
     */
    public static StudyAnswers read(Path file) {
        try {
            JsonNode root = JsonTree.read(BoundedFile.read(file, MAX_BYTES));
            if (!root.path("format").asText().equals(FORMAT)) {
                throw invalid(file, "it is not one that a study's page saved", null);
            }
            List<Answer> answers = new ArrayList<>();
            for (JsonNode node : root.path("answers")) {
                answers.add(answer(node, file));
            }
            return new StudyAnswers(text(root, "study", file), text(root, "participant", file), answers);
        } catch (IOException e) {
            throw invalid(file, e.getMessage(), e);
        }
    }

    private static Answer answer(JsonNode node, Path file) {
        return switch (node.path("kind").asText()) {
            case "triplet" -> {
                if (!node.path("found").isBoolean()) {
                    throw invalid(file, "an answer to a triplet does not tell whether the picture was found", null);
                }
                yield new Answer.Looked(
                        text(node, "method", file), node.path("found").asBoolean());
            }
            case "pair" -> new Answer.Preferred(text(node, "better", file), text(node, "worse", file));
            default -> throw invalid(file, "there is an answer of an unknown kind", null);
        };
    }

    private static String text(JsonNode node, String field, Path file) {
        String value = node.path(field).asText();
        if (value.isEmpty()) {
            throw invalid(file, "the field '" + field + "' is missing", null);
        }
        return value;
    }

    private static TalkingHeadException invalid(Path file, @Nullable String why, @Nullable Exception cause) {
        return new TalkingHeadException(
                ErrorCode.DATASET_INVALID, "cannot use the answers " + file + ": " + why, cause);
    }

    /** Returns which study was answered. */
    String study() {
        return study;
    }

    /** Returns who answered, by a name or a number that the page drew. */
    String participant() {
        return participant;
    }

    List<Answer> answers() {
        return answers;
    }
}
