/** What the networks are shown: landmark pictures, photos with the ways they can move, embeddings. Not for users. */
@NullMarked
package io.talkinghead.conditioning;

import org.jspecify.annotations.NullMarked;
