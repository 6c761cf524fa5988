package io.talkinghead.graph.net;

import io.talkinghead.graph.onnx.GraphBuilder;
import io.talkinghead.model.Conditioning;
import java.util.List;

/**
 * The closed-form motions of a photo, as maps that say for each place of the target where in the photo it comes from, in continuous
 * pixels of the R x R crop, for F x F pixels: rest, what surrounds the face, the turning head, and the face's mesh, which is what surrounds the face
 * where no triangle lies.
 */
final class Motions {
    /** How many there are. */
    static final int COUNT = 4;

    private static final int CELL_PX = Conditioning.Turned.CELL_PX;

    private final GraphBuilder graph;
    private final int resolution;
    private final int fineness;
    private final List<String> full;
    private final List<String> small;
    private final String valid;
    private final String stretch;
    private final String inside;

    /** Takes the maps out of the generator's input. */
    Motions(GraphBuilder graph, int resolution, int fineness, FlatParts input) {
        this.graph = graph;
        this.resolution = resolution;
        this.fineness = fineness;
        int cells = resolution / CELL_PX;
        int side = fineness * resolution;
        String surround = input.take(2, Conditioning.Turned.SURROUND_CELLS);
        String head = input.take(3, cells);
        String mesh = input.take(4, side);
        String covered = graph.channels(mesh, 2, 3);
        valid = perPixel(covered);
        stretch = perPixel(graph.channels(mesh, 3, 4));
        inside = graph.channels(head, 2, 3);
        String around = graph.resizeLinear(surround, (float) side / Conditioning.Turned.SURROUND_CELLS);
        String uncovered = graph.apply("Sub", around, graph.apply("Mul", covered, around));
        String meshed = graph.apply("Add", graph.channels(mesh, 0, 2), uncovered);
        String turned = graph.channels(head, 0, 2);
        full = List.of(rest(side), around, graph.resizeLinear(turned, CELL_PX * fineness), meshed);
        small = List.of(
                rest(cells),
                graph.resizeLinear(surround, (float) cells / Conditioning.Turned.SURROUND_CELLS),
                turned,
                graph.averagePool(meshed, CELL_PX * fineness));
    }

    /** Returns a map of F x F pixels for those of R x R. */
    String perPixel(String map) {
        return fineness == 1 ? map : graph.averagePool(map, fineness);
    }

    /** Returns motion {@code k} for each of F x F pixels. */
    String full(int k) {
        return full.get(k);
    }

    /** Returns motion {@code k} for each of R/4 x R/4 cells. */
    String small(int k) {
        return small.get(k);
    }

    /** Returns how much of each of R x R pixels the mesh covers, 0 to 1. */
    String valid() {
        return valid;
    }

    /** Returns the logarithm of how far the mesh is stretched, for each of R x R pixels. */
    String stretch() {
        return stretch;
    }

    /** Returns how far inside the head's silhouette a cell lies. */
    String inside() {
        return inside;
    }

    /** The places themselves. */
    private String rest(int side) {
        float[] places = new float[2 * side * side];
        float cell = (float) resolution / side;
        for (int y = 0, at = 0; y < side; y++) {
            for (int x = 0; x < side; x++, at++) {
                places[at] = (x + 0.5f) * cell;
                places[side * side + at] = (y + 0.5f) * cell;
            }
        }
        return graph.constant(places, 1, 2, side, side);
    }

    /** Samples a picture of any size at the places of a map [N, 2, h, w]. */
    String sample(String picture, String map) {
        String scaled = graph.apply("Mul", map, graph.floats(1, 2f / resolution));
        String grid = graph.apply("Sub", scaled, graph.floats(1, 1));
        return graph.gridSample(picture, graph.transpose(grid, 0, 2, 3, 1));
    }
}
