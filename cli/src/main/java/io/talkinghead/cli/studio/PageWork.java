package io.talkinghead.cli.studio;

import io.talkinghead.work.Cancellation;
import java.util.concurrent.Semaphore;

/**
 * What the work for a page needs of it.
 *
 * @param outbox where it tells of itself
 * @param cancellation of the page
 * @param turns that all pages share
 */
record PageWork(Outbox outbox, Cancellation cancellation, Semaphore turns) {}
