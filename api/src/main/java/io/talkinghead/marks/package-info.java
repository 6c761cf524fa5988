/** The marks that say that pictures are synthetic: how heads make them, and how they are found. */
@NullMarked
package io.talkinghead.marks;

import org.jspecify.annotations.NullMarked;
