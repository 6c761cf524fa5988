package io.talkinghead.lab.evaluation;

import io.talkinghead.lab.comparison.ComparedPerson;

/**
 * One method at work on one person.
 *
 * @param kind which
 * @param person as it has learnt it
 * @param millis what it took to learn
 */
record LearntMethod(EvaluationMethod kind, ComparedPerson person, double millis) {}
