package io.talkinghead.lab.study;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.hash.Hashing;
import com.google.common.io.Resources;
import io.talkinghead.internal.file.AtomicFile;
import io.talkinghead.internal.file.JsonTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The page that asks a study's questions. Names of pictures tell nothing of who made them. */
final class StudyPage {
    /** What the page is made of, beside its questions and pictures. */
    private static final List<String> PARTS = List.of("index.html", "study.js", "study.css");

    private static final int ID_DIGITS = 12;

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Map<Path, String> names = new HashMap<>();

    StudyPage(List<Trial> trials) {
        ObjectNode study = JsonTree.object();
        ArrayNode questions = study.putArray("trials");
        for (Trial trial : trials) {
            ObjectNode node = questions.addObject();
            trial.describe(node);
            ArrayNode shown = node.putArray("pictures");
            trial.pictures().forEach(picture -> shown.add(names.computeIfAbsent(picture, this::added)));
        }
        study.put("study", id(study));
        // A script, not JSON: a page that is opened from a disk may not read other files.
        files.put("questions.js", ("window.STUDY = " + study + ";\n").getBytes(UTF_8));
        PARTS.forEach(part -> files.put(part, resource(part)));
    }

    private String added(Path picture) {
        String name = "pictures/" + (names.size() + 1) + "." + StudyPictures.suffix(picture);
        files.put(name, StudyPictures.bytes(picture));
        return name;
    }

    /** Answers to other questions, or about other pictures, do not pass for answers to these. */
    private String id(ObjectNode questions) {
        var hasher = Hashing.sha256().newHasher().putString(questions.toString(), UTF_8);
        files.values().forEach(hasher::putBytes);
        return hasher.hash().toString().substring(0, ID_DIGITS);
    }

    private static byte[] resource(String part) {
        try {
            return Resources.toByteArray(Resources.getResource(StudyPage.class, part));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(Path folder) {
        AtomicFile.writeAll(folder, files);
    }
}
