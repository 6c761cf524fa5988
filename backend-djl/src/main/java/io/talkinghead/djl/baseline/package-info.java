/** Methods of other papers, built and trained here to be compared with. */
@NullMarked
package io.talkinghead.djl.baseline;

import org.jspecify.annotations.NullMarked;
