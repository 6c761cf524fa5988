/** RGB pictures: reading, writing, resizing and cropping. */
@NullMarked
package io.talkinghead.image;

import org.jspecify.annotations.NullMarked;
