/** Methods of other papers beside this library, judged on the same frames. */
@NullMarked
package io.talkinghead.lab.comparison;

import org.jspecify.annotations.NullMarked;
