package io.talkinghead.lab.dataset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.face.Landmarks;
import io.talkinghead.internal.file.FormatVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code clip.json} strictly, as a stream: a dataset has thousands of them, with millions of numbers. */
final class ClipReader {
    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");
    private static final int AXES = 3;

    private final JsonFactory factory;
    private final Path file;
    private boolean versioned;
    private @Nullable String source;
    private @Nullable List<ClipDescription.Entry> frames;

    ClipReader(JsonFactory factory, Path file) {
        this.factory = factory;
        this.file = file;
    }

    ClipDescription read() {
        try (InputStream in = Files.newInputStream(file);
                JsonParser json = factory.createParser(in)) {
            expect(json.nextToken(), JsonToken.START_OBJECT, "it");
            root(json);
            if (json.nextToken() != null) {
                throw invalid("there is something after its end");
            }
        } catch (NoSuchFileException e) {
            throw new TalkingHeadException(
                    ErrorCode.DATASET_INVALID,
                    "there is no " + file + "; a clip's folder has one: remove the folder or prepare it again",
                    e);
        } catch (IOException e) {
            throw new TalkingHeadException(
                    ErrorCode.DATASET_INVALID, file + ": it is damaged or no clip description: " + e.getMessage(), e);
        }
        if (!versioned || source == null || frames == null) {
            throw invalid("it lacks one of formatVersion, source and frames");
        }
        if (frames.isEmpty()) {
            throw invalid("it has no frames");
        }
        return new ClipDescription(source, frames);
    }

    private void root(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "formatVersion" -> {
                    FormatVersion.problem(whole(json, field), ClipDescription.VERSION)
                            .ifPresent(problem -> {
                                throw invalid(problem);
                            });
                    versioned = true;
                }
                case "source" -> source = text(json, field);
                case "frames" -> frames = frames(json);
                default -> throw invalid("it has the unknown field " + field);
            }
        }
    }

    private List<ClipDescription.Entry> frames(JsonParser json) throws IOException {
        expect(json.currentToken(), JsonToken.START_ARRAY, "frames");
        List<ClipDescription.Entry> read = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            read.add(frame(json, "frame " + read.size()));
        }
        return read;
    }

    private ClipDescription.Entry frame(JsonParser json, String where) throws IOException {
        expect(json.currentToken(), JsonToken.START_OBJECT, where);
        String picture = null;
        long timeMs = -1;
        Landmarks landmarks = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "file" -> picture = text(json, where + ", file");
                case "timeMs" -> timeMs = whole(json, where + ", timeMs");
                case "landmarks" -> landmarks = landmarks(json, where);
                default -> throw invalid(where + " has the unknown field " + field);
            }
        }
        if (picture == null || timeMs < 0 || landmarks == null) {
            throw invalid(where + " lacks one of file, timeMs (0 or more) and landmarks");
        }
        if (!FILE_NAME.matcher(picture).matches()) {
            throw invalid(where + " has the file '" + picture + "', which is not a plain name");
        }
        return new ClipDescription.Entry(picture, timeMs, landmarks);
    }

    private Landmarks landmarks(JsonParser json, String where) throws IOException {
        expect(json.currentToken(), JsonToken.START_ARRAY, where + ", landmarks");
        float[][] values = new float[AXES][Landmarks.COUNT];
        for (int point = 0; point < Landmarks.COUNT; point++) {
            expect(json.nextToken(), JsonToken.START_ARRAY, where + ", point " + point);
            for (int axis = 0; axis < AXES; axis++) {
                JsonToken token = json.nextToken();
                if (token == null || !token.isNumeric()) {
                    throw invalid(where + ", point " + point + " does not have three numbers");
                }
                values[axis][point] = (float) json.getDoubleValue();
            }
            expect(json.nextToken(), JsonToken.END_ARRAY, where + ", what follows point " + point + "'s three numbers");
        }
        expect(json.nextToken(), JsonToken.END_ARRAY, where + ", what follows its " + Landmarks.COUNT + " points");
        try {
            return Landmarks.of(values[0], values[1], values[2]);
        } catch (IllegalArgumentException e) {
            throw new TalkingHeadException(ErrorCode.DATASET_INVALID, file + ": " + where + ": " + e.getMessage(), e);
        }
    }

    private String text(JsonParser json, String where) throws IOException {
        expect(json.currentToken(), JsonToken.VALUE_STRING, where);
        return json.getText();
    }

    private long whole(JsonParser json, String where) throws IOException {
        expect(json.currentToken(), JsonToken.VALUE_NUMBER_INT, where);
        return json.getLongValue();
    }

    private void expect(@Nullable JsonToken found, JsonToken wanted, String where) {
        if (found != wanted) {
            throw invalid(where + " should be " + wanted + ", not " + found);
        }
    }

    private TalkingHeadException invalid(String problem) {
        return new TalkingHeadException(ErrorCode.DATASET_INVALID, file + ": " + problem);
    }
}
