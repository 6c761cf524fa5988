/** For authors of backends: the suite that every backend must pass, golden vectors, and drawn faces to test with. */
@NullMarked
package io.talkinghead.testkit;

import org.jspecify.annotations.NullMarked;
