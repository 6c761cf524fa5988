package io.talkinghead.internal.engine;

import io.talkinghead.face.Face;
import io.talkinghead.face.FaceRegion;
import io.talkinghead.image.Box;
import io.talkinghead.image.Frame;
import io.talkinghead.spi.FaceAnalyzer;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** A face analyser that is not trusted: see {@link CheckedBackend}. */
final class CheckedAnalyzer implements FaceAnalyzer {
    private static final String WHAT = "finding faces";

    private final FaceAnalyzer analyzer;
    private final EngineCalls calls;

    CheckedAnalyzer(FaceAnalyzer analyzer, EngineCalls calls) {
        this.analyzer = analyzer;
        this.calls = calls;
    }

    @Override
    public List<Face> analyze(Frame picture) {
        List<Face> faces = calls.call(WHAT, () -> analyzer.analyze(picture));
        faces.forEach(this::check);
        return faces;
    }

    @Override
    public Optional<Face> track(Frame picture, FaceRegion region) {
        Optional<Face> face = calls.call(WHAT, () -> analyzer.track(picture, region));
        face.ifPresent(this::check);
        return face;
    }

    /** Landmarks are numbers by their type. */
    private void check(Face face) {
        Box box = face.box();
        FaceRegion region = face.region();
        boolean numbers = DoubleStream.of(
                        box.x(),
                        box.y(),
                        box.width(),
                        box.height(),
                        face.score(),
                        region.centerX(),
                        region.centerY(),
                        region.side(),
                        region.angle())
                .allMatch(Double::isFinite);
        if (!numbers) {
            throw calls.failed(WHAT, "the place of a face is no number: " + box + ", " + region, null);
        }
    }

    @Override
    public void close() {
        calls.release(analyzer::close);
    }
}
