package io.talkinghead.internal.head;

import io.talkinghead.person.ReferencePhoto;
import java.util.Optional;

/**
 * A photo that was read, with its face.
 *
 * @param turn that it had to be turned, and how: "aunt.jpg turned by 180 degrees"
 */
record ReadPhoto(ReferencePhoto photo, Optional<String> turn) {}
