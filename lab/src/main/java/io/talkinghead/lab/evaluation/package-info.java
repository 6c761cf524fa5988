/** How well a head does: measures of pictures, landmarks and identity. */
@NullMarked
package io.talkinghead.lab.evaluation;

import org.jspecify.annotations.NullMarked;
