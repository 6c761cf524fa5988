package io.talkinghead.lab.evaluation;

import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import java.util.function.Function;

/**
 * One method at work on one person.
 *
 * @param kind which
 * @param pictures landmarks, in pixels of the dataset's pictures, to a picture of the same resolution
 * @param personMillis what it took to make the person
 */
record PersonMethod(EvaluationMethod kind, Function<Landmarks, Frame> pictures, double personMillis) {}
