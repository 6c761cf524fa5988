/** What the networks are shown: landmark pictures, warped photos, embeddings. Not for users. */
@NullMarked
package io.talkinghead.conditioning;

import org.jspecify.annotations.NullMarked;
