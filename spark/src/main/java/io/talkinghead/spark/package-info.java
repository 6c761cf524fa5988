/** Many clips on a Spark cluster. */
@NullMarked
package io.talkinghead.spark;

import org.jspecify.annotations.NullMarked;
