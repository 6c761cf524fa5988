/** Generators with 8-bit arithmetic: calibrated on what a person's own photos let expect, and judged before they are used. */
@NullMarked
package io.talkinghead.graph.precision;

import org.jspecify.annotations.NullMarked;
