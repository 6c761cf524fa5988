/** A service to copy. */
@org.jspecify.annotations.NullMarked
package io.talkinghead.examples.spring;
