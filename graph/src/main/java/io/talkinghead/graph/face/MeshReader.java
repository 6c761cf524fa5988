package io.talkinghead.graph.face;

import io.talkinghead.face.FaceRegion;
import io.talkinghead.image.Frame;
import java.nio.FloatBuffer;

/** Reads the mesh of a face with FaceMesh from a rotated square of the picture, black outside the picture. */
final class MeshReader {
    private static final int SIZE = FaceNetFile.FACEMESH.resolution();

    private final FaceNet.Call network;
    private final RegionSampler sampler = new RegionSampler(SIZE, 0, 1);
    private final Mesh mesh = new Mesh();

    MeshReader(FaceNet.Call network) {
        this.network = network;
    }

    /** Returns the mesh in pixels of the picture; the next call overwrites it. */
    Mesh read(Frame picture, FaceRegion region) {
        sampler.sample(picture, region, network.input());
        network.run();
        FloatBuffer points = network.output("mesh");
        double perPixel = region.side() / SIZE;
        double cos = Math.cos(region.angle()) * perPixel;
        double sin = Math.sin(region.angle()) * perPixel;
        mesh.flag = network.output("flag").get(0);
        for (int i = 0; i < Mesh.POINTS; i++) {
            double u = points.get(3 * i) - SIZE / 2.0;
            double v = points.get(3 * i + 1) - SIZE / 2.0;
            mesh.x[i] = region.centerX() + cos * u - sin * v;
            mesh.y[i] = region.centerY() + sin * u + cos * v;
            mesh.z[i] = points.get(3 * i + 2) * perPixel;
        }
        return mesh;
    }
}
