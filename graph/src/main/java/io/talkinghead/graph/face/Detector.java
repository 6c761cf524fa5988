package io.talkinghead.graph.face;

import io.talkinghead.face.FaceRegion;
import io.talkinghead.image.Box;
import io.talkinghead.image.Frame;
import io.talkinghead.image.SquareCrop;
import java.util.ArrayList;
import java.util.List;

/** Finds faces with BlazeFace: the picture is shrunk into the network's square, black where it does not reach. */
final class Detector {
    /** From this side on, faces too small for the whole-picture pass are worth looking for. */
    private static final int LARGE_PICTURE_PX = 1500;

    private final FaceNet.Call network;
    private final RegionSampler sampler = new RegionSampler(FaceNetFile.BLAZEFACE.resolution(), -1, 1);

    Detector(FaceNet.Call network) {
        this.network = network;
    }

    /**
     * Returns the faces of a picture. When a large picture seems to have none, it is searched once more in overlapping parts,
     * where small faces are twice as large.
     */
    List<Detection> detect(Frame picture) {
        int side = Math.max(picture.widthPx(), picture.heightPx());
        double left = (picture.widthPx() - side) / 2.0;
        double top = (picture.heightPx() - side) / 2.0;
        List<Detection> faces = detect(picture, new SquareCrop(left, top, side));
        return faces.isEmpty() && side >= LARGE_PICTURE_PX ? detectInParts(picture, side / 2.0) : faces;
    }

    private List<Detection> detectInParts(Frame picture, double side) {
        List<Detection> faces = new ArrayList<>();
        for (double top : starts(picture.heightPx(), side)) {
            for (double left : starts(picture.widthPx(), side)) {
                for (Detection face : detect(picture, new SquareCrop(left, top, side))) {
                    if (faces.stream().noneMatch(known -> Detection.overlap(known.box(), face.box()) > 0.3)) {
                        faces.add(face);
                    }
                }
            }
        }
        return faces;
    }

    private static List<Double> starts(int length, double side) {
        if (length <= side) {
            return List.of((length - side) / 2);
        }
        List<Double> starts = new ArrayList<>();
        int parts = (int) Math.ceil((length - side) / (side / 2)) + 1;
        for (int i = 0; i < parts; i++) {
            starts.add((length - side) * i / (parts - 1));
        }
        return starts;
    }

    private List<Detection> detect(Frame picture, SquareCrop square) {
        double half = square.side() / 2;
        FaceRegion region = new FaceRegion(square.left() + half, square.top() + half, square.side(), 0);
        sampler.sample(picture, region, network.input());
        network.run();
        double scale = square.side() / FaceNetFile.BLAZEFACE.resolution();
        List<Detection> faces = new ArrayList<>();
        for (Detection found : BoxDecoder.decode(network)) {
            Box box = found.box();
            double[] keypoints = found.keypoints().clone();
            for (int k = 0; k < keypoints.length; k++) {
                keypoints[k] = keypoints[k] * scale + (k % 2 == 0 ? square.left() : square.top());
            }
            Box inPicture = new Box(
                    box.x() * scale + square.left(),
                    box.y() * scale + square.top(),
                    box.width() * scale,
                    box.height() * scale);
            faces.add(new Detection(inPicture, found.score(), keypoints));
        }
        return faces;
    }
}
