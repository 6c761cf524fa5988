package io.talkinghead.djl.tune;

import io.talkinghead.djl.sample.ShotGuides;

/**
 * What a model's embedder says of a person; it is used no more when they are tuned.
 *
 * @param embedding the mean of their photos
 * @param guides what their photos lend
 */
@SuppressWarnings("ArrayRecordComponent") // Internal, never compared.
record KnownPerson(float[] embedding, ShotGuides guides) {}
