package io.talkinghead.spark;

import java.io.Serializable;

/**
 * What a dataset has of a person.
 *
 * @param name of the person
 * @param firstClip its name; empty when there is no clip
 * @param clips how many
 * @param frames of all clips
 */
record PreparedPerson(String name, String firstClip, int clips, int frames) implements Serializable {}
