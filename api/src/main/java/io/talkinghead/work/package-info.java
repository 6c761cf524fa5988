/**
 * What long work has in common: its progress, and how it is cancelled.
 *
 * <p><b>Cancelling.</b> Long work looks at its {@link io.talkinghead.work.Cancellation} at every step. Once that is cancelled, or
 * the working thread interrupted, the work ends with a {@link io.talkinghead.error.TalkingHeadException} of code
 * {@link io.talkinghead.error.ErrorCode#CANCELLED}; nothing half-written is left behind, what was complete stays, and an interrupt
 * status stays set. Two kinds of work have a result at any time and return it instead of throwing: a tuning returns the best person
 * so far, and a training writes a checkpoint, from which the next one goes on, and returns its report.
 */
@NullMarked
package io.talkinghead.work;

import org.jspecify.annotations.NullMarked;
