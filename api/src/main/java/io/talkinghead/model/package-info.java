/** Network specifications, weights and model bundles. */
@NullMarked
package io.talkinghead.model;

import org.jspecify.annotations.NullMarked;
