package io.talkinghead.lab.study;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;

/** One question of a study: pictures side by side, of which one is to be chosen. */
sealed interface Trial {
    /** Returns the pictures as they are shown, from the left. */
    List<Path> pictures();

    /** Writes what the page needs to know beside the pictures. */
    void describe(ObjectNode node);

    /**
     * Which of three pictures of one person was not taken by a camera (paper, section 4.2).
     *
     * @param pictures two real ones and one that was made
     * @param made the place of the made one
     * @param method that made it
     */
    record Triplet(List<Path> pictures, int made, String method) implements Trial {
        @Override
        public void describe(ObjectNode node) {
            node.put("kind", "triplet").put("made", made).put("method", method);
        }
    }

    /**
     * Which of two made pictures looks more like one that a camera took.
     *
     * @param pictures of one person, by two methods
     * @param methods that made them
     */
    record Pair(List<Path> pictures, List<String> methods) implements Trial {
        @Override
        public void describe(ObjectNode node) {
            node.put("kind", "pair");
            methods.forEach(node.putArray("methods")::add);
        }
    }
}
