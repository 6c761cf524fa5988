/**
 * For authors of backends: the suite that every backend must pass, reference vectors, and drawn faces to test with. The suite is
 * inherited, with JUnit on the test path:
 *
 * <pre>{@code
 * class MyBackendTest extends BackendContract {
 *     protected BackendProvider provider() { return new MyBackendProvider(); }
 * }
 * }</pre>
 *
 * <p>All it needs is in this artifact and in {@code talkinghead-models}. {@link io.talkinghead.testkit.FakeBackendProvider} is for
 * the other side: tests of what uses a backend.
 */
@NullMarked
package io.talkinghead.testkit;

import org.jspecify.annotations.NullMarked;
