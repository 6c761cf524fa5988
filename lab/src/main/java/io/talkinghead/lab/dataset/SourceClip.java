package io.talkinghead.lab.dataset;

import java.nio.file.Path;

/**
 * Something to make clips from.
 *
 * @param identity the name of the person shown
 * @param name of the clip
 * @param key its path from the folder prepared, the same wherever that folder is
 * @param path the video file, or the folder of pictures
 * @param video which of the two
 */
record SourceClip(String identity, String name, String key, Path path, boolean video) {}
