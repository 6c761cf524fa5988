/** What a module that reads pictures which ImageIO does not know provides. */
@NullMarked
package io.talkinghead.spi.picture;

import org.jspecify.annotations.NullMarked;
