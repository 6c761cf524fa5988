/** What an engine runs: networks, their buffers, and the one interface that an engine implements. */
@NullMarked
package io.talkinghead.graph.network;

import org.jspecify.annotations.NullMarked;
