/** The networks as graphs, and what embeds and generates with them on any engine. */
@NullMarked
package io.talkinghead.graph.net;

import org.jspecify.annotations.NullMarked;
