/** Networks on a model server: under which name each is there, and the repository that the server loads it from. */
@NullMarked
package io.talkinghead.graph.served;

import org.jspecify.annotations.NullMarked;
