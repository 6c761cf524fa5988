package io.talkinghead.drive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.face.Landmarks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads track files strictly, as a stream: an hour of motion needs no more memory than its numbers. */
final class TrackReader {
    /** Ten hours at 30 frames per second. */
    private static final int MAX_FRAMES = 1_080_000;

    /** Far beyond any picture, and near enough that sums and squares stay finite. */
    private static final float MAX_POSITION = 1e6f;

    /** The version whose frames follow each other evenly. */
    private static final int WITHOUT_TIMES = 1;

    private final String source;
    private double framesPerSecond;
    private int version;
    private int width;
    private int height;
    private @Nullable List<Long> ticks;
    private @Nullable List<Optional<Landmarks>> frames;

    TrackReader(String source) {
        this.source = source;
    }

    LandmarkTrack read(Path file) {
        JsonFactory factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        try (InputStream in = Files.newInputStream(file);
                JsonParser json = factory.createParser(in)) {
            root(json);
            if (json.nextToken() != null) {
                throw invalid("there is something after its end");
            }
        } catch (NoSuchFileException e) {
            throw new TalkingHeadException(ErrorCode.TRACK_INVALID, "there is no track file " + source, e);
        } catch (IOException e) {
            throw new TalkingHeadException(
                    ErrorCode.TRACK_INVALID, source + ": it is not a landmark track: " + e.getMessage(), e);
        }
        if (frames == null || version == 0 || width <= 0 || height <= 0 || framesPerSecond <= 0) {
            throw invalid("it lacks one of version, fps, width, height and frames");
        }
        return track(frames);
    }

    private LandmarkTrack track(List<Optional<Landmarks>> read) {
        if (version != WITHOUT_TIMES) {
            return new LandmarkTrack(framesPerSecond, width, height, read, times(read.size()));
        }
        try {
            return new LandmarkTrack(framesPerSecond, width, height, read);
        } catch (IllegalArgumentException e) {
            // So few frames a second that their times cannot be told: they would last for centuries.
            throw new TalkingHeadException(
                    ErrorCode.TRACK_INVALID,
                    source + ": its fps is " + framesPerSecond + ", too low for " + read.size() + " frames: "
                            + e.getMessage(),
                    e);
        }
    }

    private List<FrameTime> times(int count) {
        if (ticks == null || ticks.size() != (count == 0 ? 0 : count + 1)) {
            throw invalid("its times must be one more than its " + count + " frames, the last one's end; there are "
                    + (ticks == null ? 0 : ticks.size()));
        }
        List<FrameTime> times = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long start = ticks.get(i);
            long end = ticks.get(i + 1);
            if (start < 0 || end <= start) {
                throw invalid("the times of frame " + i + ", from " + start + " to " + end + " ns, do not grow");
            }
            times.add(new FrameTime(i, Duration.ofNanos(start), Duration.ofNanos(end - start)));
        }
        return times;
    }

    private List<Long> ticks(JsonParser json) throws IOException {
        expect(json.currentToken(), JsonToken.START_ARRAY, "times");
        List<Long> read = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
                throw invalid("time " + read.size() + " must be a whole number of nanoseconds, not " + json.getText());
            }
            read.add(json.getLongValue());
            if (read.size() > MAX_FRAMES + 1) {
                throw invalid("it has more than " + MAX_FRAMES + " frames");
            }
        }
        return read;
    }

    private void root(JsonParser json) throws IOException {
        expect(json.nextToken(), JsonToken.START_OBJECT, "its beginning");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "version" -> {
                    version = whole(json, field);
                    if (version != WITHOUT_TIMES && version != TrackWriter.VERSION) {
                        throw invalid("its version is " + version + "; this library reads versions " + WITHOUT_TIMES
                                + " and " + TrackWriter.VERSION
                                + (version > TrackWriter.VERSION ? "; a newer library wrote it: use that one" : ""));
                    }
                }
                case "fps" -> {
                    framesPerSecond = number(json, field);
                    if (!FrameRate.allows(framesPerSecond)) {
                        throw invalid("its fps is " + framesPerSecond + "; it must be above 0, at most 1000");
                    }
                }
                case "width" -> width = whole(json, field);
                case "height" -> height = whole(json, field);
                case "times" -> ticks = ticks(json);
                case "frames" -> frames = frames(json);
                default -> throw invalid("it has the unknown field " + field);
            }
        }
    }

    private List<Optional<Landmarks>> frames(JsonParser json) throws IOException {
        expect(json.currentToken(), JsonToken.START_ARRAY, "frames");
        List<Optional<Landmarks>> read = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            String where = "frame " + read.size();
            if (json.currentToken() == JsonToken.VALUE_NULL) {
                read.add(Optional.empty());
            } else {
                read.add(Optional.of(landmarks(json, where)));
            }
            if (read.size() > MAX_FRAMES) {
                throw invalid("it has more than " + MAX_FRAMES + " frames");
            }
        }
        return read;
    }

    private Landmarks landmarks(JsonParser json, String where) throws IOException {
        expect(json.currentToken(), JsonToken.START_ARRAY, where);
        float[][] values = new float[3][Landmarks.COUNT];
        int count = 0;
        int axes = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (count == Landmarks.COUNT) {
                throw invalid(where + " has more than " + Landmarks.COUNT + " points");
            }
            int found = point(json, values, count, where + ", point " + count);
            if (count > 0 && found != axes) {
                throw invalid(where + " has points with and without depth");
            }
            axes = found;
            count++;
        }
        if (count != Landmarks.COUNT) {
            throw invalid(where + " has " + count + " points, not " + Landmarks.COUNT);
        }
        return axes == 3 ? Landmarks.of(values[0], values[1], values[2]) : Landmarks.of(values[0], values[1]);
    }

    private int point(JsonParser json, float[][] values, int index, String where) throws IOException {
        expect(json.currentToken(), JsonToken.START_ARRAY, where);
        int axis = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (axis == 3) {
                throw invalid(where + " has more than three numbers");
            }
            float value = (float) number(json, where);
            if (Math.abs(value) > MAX_POSITION) {
                throw invalid(where + " is out of range: at most " + (int) MAX_POSITION + " pixels are believed");
            }
            values[axis++][index] = value;
        }
        if (axis < 2) {
            throw invalid(where + " has fewer than two numbers");
        }
        return axis;
    }

    private double number(JsonParser json, String where) throws IOException {
        JsonToken token = json.currentToken();
        if (token == null || !token.isNumeric()) {
            throw invalid(where + " must be a number, not " + json.getText());
        }
        return json.getDoubleValue();
    }

    private int whole(JsonParser json, String where) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw invalid(where + " must be a whole number, not " + json.getText());
        }
        return json.getIntValue();
    }

    private void expect(@Nullable JsonToken found, JsonToken wanted, String where) {
        if (found != wanted) {
            throw invalid(where + " should start with " + wanted.asString() + ", not with " + found);
        }
    }

    private TalkingHeadException invalid(String problem) {
        return new TalkingHeadException(ErrorCode.TRACK_INVALID, source + ": " + problem);
    }
}
