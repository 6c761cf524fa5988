/** Face analysis around two small networks, in plain Java: every backend brings only their execution. */
@NullMarked
package io.talkinghead.graph.face;

import org.jspecify.annotations.NullMarked;
