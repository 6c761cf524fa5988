/** The networks with trainable parameters: spectral normalisation, the optimiser, the three networks of one specification. */
@NullMarked
package io.talkinghead.djl.net;

import org.jspecify.annotations.NullMarked;
