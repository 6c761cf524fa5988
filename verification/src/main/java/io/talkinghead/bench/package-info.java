/** What benchmarks and the checks on a GPU measure. */
@NullMarked
package io.talkinghead.bench;

import org.jspecify.annotations.NullMarked;
