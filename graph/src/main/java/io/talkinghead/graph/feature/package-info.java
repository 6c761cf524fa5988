/** The feature networks: where they are, what they take and what they give. */
@org.jspecify.annotations.NullMarked
package io.talkinghead.graph.feature;
