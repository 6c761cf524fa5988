package io.talkinghead.drive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.talkinghead.face.Landmarks;
import io.talkinghead.internal.file.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Writes track files, one line per frame. */
final class TrackWriter {
    static final int VERSION = 2;

    private TrackWriter() {}

    static void write(LandmarkTrack track, Path file) {
        AtomicFile.write(file, temporary -> {
            try (OutputStream out = Files.newOutputStream(temporary);
                    JsonGenerator json = new JsonFactory().createGenerator(out)) {
                json.writeStartObject();
                json.writeNumberField("version", VERSION);
                json.writeNumberField("fps", track.framesPerSecond());
                json.writeNumberField("width", track.widthPx());
                json.writeNumberField("height", track.heightPx());
                times(json, track.times());
                json.writeArrayFieldStart("frames");
                for (Optional<Landmarks> frame : track.frames()) {
                    json.writeRaw('\n');
                    if (frame.isPresent()) {
                        points(json, frame.get());
                    } else {
                        json.writeNull();
                    }
                }
                json.writeEndArray();
                json.writeEndObject();
                json.writeRaw('\n');
            }
        });
    }

    /** The starts, and the end of the last frame. */
    private static void times(JsonGenerator json, List<FrameTime> times) throws IOException {
        json.writeArrayFieldStart("times");
        for (FrameTime time : times) {
            json.writeNumber(time.start().toNanos());
        }
        if (!times.isEmpty()) {
            json.writeNumber(times.get(times.size() - 1).end().toNanos());
        }
        json.writeEndArray();
    }

    private static void points(JsonGenerator json, Landmarks landmarks) throws IOException {
        json.writeStartArray();
        for (int i = 0; i < Landmarks.COUNT; i++) {
            json.writeStartArray();
            json.writeNumber(rounded(landmarks.x(i)));
            json.writeNumber(rounded(landmarks.y(i)));
            if (landmarks.hasDepth()) {
                json.writeNumber(rounded(landmarks.z(i)));
            }
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static BigDecimal rounded(float value) {
        return new BigDecimal(value).setScale(2, RoundingMode.HALF_EVEN);
    }
}
