package io.talkinghead.cli.studio;

/**
 * Something with the number by which its page knows it.
 *
 * @param <T> its type
 */
record Numbered<T>(int number, T value) {}
