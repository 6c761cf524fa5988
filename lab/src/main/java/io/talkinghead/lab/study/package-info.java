/** A user study: people look for the made picture among real ones, and choose between methods (the USER column of the paper's Table 1). */
@org.jspecify.annotations.NullMarked
package io.talkinghead.lab.study;
