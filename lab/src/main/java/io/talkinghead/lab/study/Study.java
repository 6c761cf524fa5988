package io.talkinghead.lab.study;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ListMultimap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apiguardian.api.API;

/**
 * The questions of a study, drawn at random from pictures: for each method triplets, in which the made picture is to be found, and for each
 * two methods pairs, of which the better is to be chosen.
 *
 * <p><b>Threading:</b> immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Study {
    private final List<Trial> trials;

    private Study(List<Trial> trials) {
        this.trials = List.copyOf(trials);
    }

    /**
     * Draws the questions.
     *
     * @param triplets for each method, 0 or more
     * @param pairs for each two methods, 0 or more; methods without a person in common get none
     * @param seed the same one draws the same questions
     */
    public static Study draw(StudyPictures pictures, int triplets, int pairs, long seed) {
        checkArgument(triplets >= 0 && pairs >= 0, "numbers of questions are not negative");
        Random random = new Random(seed);
        List<Trial> trials = new ArrayList<>();
        List<String> methods = List.copyOf(pictures.methods());
        for (int i = 0; i < methods.size(); i++) {
            for (int n = 0; n < triplets; n++) {
                trials.add(triplet(pictures, methods.get(i), random));
            }
            for (int j = 0; j < i; j++) {
                List<String> both = inCommon(pictures, methods.get(i), methods.get(j));
                for (int n = 0; n < pairs && !both.isEmpty(); n++) {
                    trials.add(pair(pictures, one(both, random), methods.get(i), methods.get(j), random));
                }
            }
        }
        checkArgument(!trials.isEmpty(), "a study of no questions");
        return new Study(trials);
    }

    private static Trial triplet(StudyPictures pictures, String method, Random random) {
        String person = one(pictures.persons(method), random);
        List<Path> real = new ArrayList<>(pictures.real(person));
        Collections.shuffle(real, random);
        int place = random.nextInt(3);
        List<Path> shown = new ArrayList<>(real.subList(0, 2));
        shown.add(place, one(pictures.made(method).get(person), random));
        return new Trial.Triplet(List.copyOf(shown), place, method);
    }

    private static List<String> inCommon(StudyPictures pictures, String method, String other) {
        return pictures.persons(method).stream()
                .filter(pictures.persons(other)::contains)
                .toList();
    }

    /** Of the same name, if there are such: then both show the same moment. */
    private static Trial pair(StudyPictures pictures, String person, String method, String other, Random random) {
        ListMultimap<String, Path> others = pictures.made(other);
        Path first = one(pictures.made(method).get(person), random);
        Path second = others.get(person).stream()
                .filter(file -> file.getFileName().equals(first.getFileName()))
                .findFirst()
                .orElseGet(() -> one(others.get(person), random));
        return random.nextBoolean()
                ? new Trial.Pair(List.of(first, second), List.of(method, other))
                : new Trial.Pair(List.of(second, first), List.of(other, method));
    }

    private static <T> T one(List<T> things, Random random) {
        return things.get(random.nextInt(things.size()));
    }

    /** Returns the number of questions. */
    public int size() {
        return trials.size();
    }

    /** Returns the questions. */
    List<Trial> trials() {
        return trials;
    }

    /**
     * Writes a page that asks the questions, to be opened in a browser from wherever it lies: it needs no server, and sends nothing.
     *
     * @param folder for {@code index.html}, its script, style and pictures
     * @throws io.talkinghead.error.TalkingHeadException {@link io.talkinghead.error.ErrorCode#IMAGE_UNREADABLE} when a picture is none,
     *     {@link io.talkinghead.error.ErrorCode#OUTPUT_NOT_WRITABLE} when a file cannot be written
     */
    public void write(Path folder) {
        new StudyPage(trials).write(folder);
    }
}
