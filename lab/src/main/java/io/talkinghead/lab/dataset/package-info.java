/** Datasets of cropped faces with landmarks: reading, writing and preparing them from videos and pictures. */
@NullMarked
package io.talkinghead.lab.dataset;

import org.jspecify.annotations.NullMarked;
