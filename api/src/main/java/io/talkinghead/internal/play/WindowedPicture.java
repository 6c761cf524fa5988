package io.talkinghead.internal.play;

import io.talkinghead.face.Face;
import io.talkinghead.face.FaceRegion;
import io.talkinghead.face.pose.SearchedPicture;
import io.talkinghead.image.Box;
import io.talkinghead.image.Frame;
import io.talkinghead.spi.FaceAnalyzer;
import io.talkinghead.spi.video.PictureWindow;
import io.talkinghead.spi.video.VideoPicture;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A large picture of a video, of which only what the face networks look at is made: a window around the face that is followed, or
 * a smaller picture of all where there is none.
 *
 * @param picture what is decoded
 * @param widthPx of the whole picture
 * @param heightPx of the whole picture
 * @param analyzer finds the faces
 */
record WindowedPicture(VideoPicture picture, int widthPx, int heightPx, FaceAnalyzer analyzer)
        implements SearchedPicture {
    /** Pictures up to this side are made whole: what is won by less is little, and they give the same bytes as ever. */
    private static final int MAX_WHOLE_PX = 1280;

    /** Faces are searched for in pictures of at most this side, where the detector still looks into parts for small ones. */
    private static final int MAX_SEARCHED_PX = 1920;

    /** The mesh network sees a region of this side; one of up to twice as much is shrunk by the analyser itself. */
    private static final int REGION_PX = 192;

    /** Interpolation and the scaler read a little further than the region. */
    private static final int MARGIN_PX = 8;

    /** Windows grow in steps of so many made pixels: for each size a converter is set up. */
    private static final int STEP_PX = 64;

    /** Tells whether pictures are so large that making only parts of them pays. */
    static boolean pays(int widthPx, int heightPx) {
        return Math.max(widthPx, heightPx) > MAX_WHOLE_PX;
    }

    @Override
    public List<Face> faces() {
        int shrink = -Math.floorDiv(-Math.max(widthPx, heightPx), MAX_SEARCHED_PX);
        if (shrink == 1) {
            return analyzer.analyze(picture.whole());
        }
        Frame small = picture.part(new PictureWindow(0, 0, widthPx, heightPx, shrink));
        return analyzer.analyze(small).stream()
                .map(face -> face.region().side() < REGION_PX
                        ? exact(enlarged(face, shrink, 0, 0))
                        : enlarged(face, shrink, 0, 0))
                .sorted(Comparator.comparingDouble((Face face) -> face.box().area())
                        .reversed())
                .toList();
    }

    /** Reads the landmarks of a face that is too small in the smaller picture from the picture itself. */
    private Face exact(Face face) {
        return again(face.region())
                .map(near -> new Face(face.box(), face.score(), near.landmarks(), near.region()))
                .orElse(face);
    }

    @Override
    public Optional<Face> again(FaceRegion region) {
        int shrink = 1;
        while (region.side() > 2.0 * REGION_PX * shrink && 2 * shrink <= Math.min(widthPx, heightPx)) {
            shrink *= 2;
        }
        PictureWindow window = around(region, shrink);
        FaceRegion inWindow = new FaceRegion(
                (region.centerX() - window.leftPx()) / shrink,
                (region.centerY() - window.topPx()) / shrink,
                region.side() / shrink,
                region.angle());
        Frame part = picture.part(window);
        double scale = shrink;
        return analyzer.track(part, inWindow).map(face -> enlarged(face, scale, window.leftPx(), window.topPx()));
    }

    /** Returns a window that holds all of a region that lies in the picture. */
    private PictureWindow around(FaceRegion region, int shrink) {
        double reach = region.side() / 2 * (Math.abs(Math.cos(region.angle())) + Math.abs(Math.sin(region.angle())));
        int step = STEP_PX * shrink;
        double wanted = Math.ceil(2 * (reach + MARGIN_PX * shrink) / step) * step;
        int width = (int) Math.min(wanted, widthPx);
        int height = (int) Math.min(wanted, heightPx);
        return new PictureWindow(
                start(region.centerX(), width, widthPx),
                start(region.centerY(), height, heightPx),
                width,
                height,
                shrink);
    }

    /** At an even pixel, where the colours of most videos have their samples. */
    private static int start(double centre, int length, int of) {
        int even = Math.floorDiv((int) Math.round(centre - length / 2.0), 2) * 2;
        return Math.max(0, Math.min(even, of - length));
    }

    private static Face enlarged(Face face, double scale, double left, double top) {
        Box box = face.box();
        FaceRegion region = face.region();
        return new Face(
                new Box(box.x() * scale + left, box.y() * scale + top, box.width() * scale, box.height() * scale),
                face.score(),
                face.landmarks().transformed(scale, left, top),
                new FaceRegion(
                        region.centerX() * scale + left,
                        region.centerY() * scale + top,
                        region.side() * scale,
                        region.angle()));
    }
}
