/** The 8-bit generator: what it is calibrated by, and the engine that makes it. */
package io.talkinghead.graph.quantised;
