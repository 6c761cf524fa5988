/** Finding what other modules provide. */
@NullMarked
package io.talkinghead.internal.service;

import org.jspecify.annotations.NullMarked;
