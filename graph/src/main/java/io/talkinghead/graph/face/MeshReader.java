package io.talkinghead.graph.face;

import io.talkinghead.face.FaceRegion;
import io.talkinghead.image.Frame;
import java.nio.FloatBuffer;

/** Reads the mesh of a face with FaceMesh from a rotated square of the picture, black outside the picture. */
final class MeshReader {
    private static final int SIZE = FaceNetFile.FACEMESH.resolution();

    private final FaceNet.Call network;
    private final float[] planes = new float[3 * SIZE * SIZE];

    MeshReader(FaceNet.Call network) {
        this.network = network;
    }

    /** Returns the mesh in pixels of the picture. */
    Mesh read(Frame picture, FaceRegion region) {
        fill(picture, region);
        network.input().put(0, planes);
        network.run();
        FloatBuffer points = network.output("mesh");
        double perPixel = region.side() / SIZE;
        double cos = Math.cos(region.angle()) * perPixel;
        double sin = Math.sin(region.angle()) * perPixel;
        Mesh mesh = new Mesh(network.output("flag").get(0));
        for (int i = 0; i < Mesh.POINTS; i++) {
            double u = points.get(3 * i) - SIZE / 2.0;
            double v = points.get(3 * i + 1) - SIZE / 2.0;
            mesh.x[i] = region.centerX() + cos * u - sin * v;
            mesh.y[i] = region.centerY() + sin * u + cos * v;
            mesh.z[i] = points.get(3 * i + 2) * perPixel;
        }
        return mesh;
    }

    private void fill(Frame picture, FaceRegion region) {
        double perPixel = region.side() / SIZE;
        // Above twice the size, blocks of pixels are averaged first, or fine detail would alias.
        int block = 1;
        while (perPixel / block > 2) {
            block *= 2;
        }
        double cos = Math.cos(region.angle()) * perPixel;
        double sin = Math.sin(region.angle()) * perPixel;
        for (int y = 0; y < SIZE; y++) {
            double v = y + 0.5 - SIZE / 2.0;
            for (int x = 0; x < SIZE; x++) {
                double u = x + 0.5 - SIZE / 2.0;
                double sourceX = region.centerX() + cos * u - sin * v;
                double sourceY = region.centerY() + sin * u + cos * v;
                sample(picture, block, sourceX / block - 0.5, sourceY / block - 0.5, y * SIZE + x);
            }
        }
    }

    /** Bilinear between four blocks; positions are block indices. */
    private void sample(Frame picture, int block, double x, double y, int to) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        float tx = (float) (x - left);
        float ty = (float) (y - top);
        int plane = SIZE * SIZE;
        planes[to] = 0;
        planes[plane + to] = 0;
        planes[2 * plane + to] = 0;
        add(picture, block, left, top, (1 - tx) * (1 - ty), to);
        add(picture, block, left + 1, top, tx * (1 - ty), to);
        add(picture, block, left, top + 1, (1 - tx) * ty, to);
        add(picture, block, left + 1, top + 1, tx * ty, to);
    }

    private void add(Frame picture, int block, int column, int row, float weight, int to) {
        int fromX = Math.max(0, column * block);
        int toX = Math.min(picture.widthPx(), (column + 1) * block);
        int fromY = Math.max(0, row * block);
        int toY = Math.min(picture.heightPx(), (row + 1) * block);
        if (fromX >= toX || fromY >= toY) {
            return;
        }
        byte[] rgb = picture.rgb();
        int red = 0;
        int green = 0;
        int blue = 0;
        for (int y = fromY; y < toY; y++) {
            int at = 3 * (y * picture.widthPx() + fromX);
            for (int x = fromX; x < toX; x++, at += 3) {
                red += rgb[at] & 0xFF;
                green += rgb[at + 1] & 0xFF;
                blue += rgb[at + 2] & 0xFF;
            }
        }
        int plane = SIZE * SIZE;
        float scale = weight / (255f * block * block);
        planes[to] += scale * red;
        planes[plane + to] += scale * green;
        planes[2 * plane + to] += scale * blue;
    }
}
