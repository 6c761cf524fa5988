package io.talkinghead.lab.dataset;

import java.io.Serializable;
import org.apiguardian.api.API;

/**
 * Something to make clips from, wherever its folder lies.
 *
 * <p><b>Threading:</b> immutable.
 *
 * @param identity the name of the person shown
 * @param name of the clip
 * @param key the video's path, or that of the folder of pictures, from the folder prepared: names with {@code /} between them, or
 *     {@code .} for pictures in that folder itself
 * @param video whether it is a video, or a folder of pictures
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record SourceClip(String identity, String name, String key, boolean video) implements Serializable {}
