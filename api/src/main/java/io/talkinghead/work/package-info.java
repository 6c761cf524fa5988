/** What long work has in common: its progress, and how it is cancelled. */
@NullMarked
package io.talkinghead.work;

import org.jspecify.annotations.NullMarked;
