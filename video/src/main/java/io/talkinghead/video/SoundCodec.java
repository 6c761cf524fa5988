package io.talkinghead.video;

import com.google.common.collect.ImmutableSet;

/**
 * How sound is put into a container.
 *
 * @param encoder FFmpeg's name
 * @param sampleFormat the encoder's, by FFmpeg's name
 * @param bitRate of what is encoded
 * @param copied FFmpeg's numbers of the codecs that go in as they are
 */
record SoundCodec(String encoder, String sampleFormat, String bitRate, ImmutableSet<Integer> copied) {}
