/** The backend that is made of an engine. */
@NullMarked
package io.talkinghead.graph.backend;

import org.jspecify.annotations.NullMarked;
