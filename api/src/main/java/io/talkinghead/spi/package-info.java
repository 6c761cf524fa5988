/** What a backend provides: the stable interfaces found through ServiceLoader. */
@NullMarked
package io.talkinghead.spi;

import org.jspecify.annotations.NullMarked;
