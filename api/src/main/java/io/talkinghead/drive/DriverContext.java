package io.talkinghead.drive;

import io.talkinghead.face.FaceChoice;
import io.talkinghead.spi.FaceAnalyzer;
import io.talkinghead.spi.video.VideoReader;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * What a driver needs to find faces.
 *
 * @param analyzer finds them
 * @param choice which of several is meant
 * @param videos opens a video file, or throws where no video module is on the class path
 */
public record DriverContext(FaceAnalyzer analyzer, FaceChoice choice, Function<Path, VideoReader> videos) {}
