/** Putting a head together: its engine, its person and what renders it. */
@NullMarked
package io.talkinghead.internal.head;

import org.jspecify.annotations.NullMarked;
