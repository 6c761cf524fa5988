/** Waiting for what other threads do. Not exported. */
package io.talkinghead.concurrent;
