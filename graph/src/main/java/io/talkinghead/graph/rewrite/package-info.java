/** Exact changes that make the networks' graphs cheaper to run. Internal to backends. */
@NullMarked
package io.talkinghead.graph.rewrite;

import org.jspecify.annotations.NullMarked;
