package io.talkinghead.bench;

import io.talkinghead.image.Frame;
import io.talkinghead.image.Resampler;
import java.util.ArrayList;
import java.util.List;

/** Rows of square pictures, edge to edge and without labels. */
final class PictureStrip {
    private final int cellPx;
    private final List<List<Frame>> rows = new ArrayList<>();

    PictureStrip(int cellPx) {
        this.cellPx = cellPx;
    }

    /** Adds a row; all are of one length. */
    void addRow(List<Frame> pictures) {
        rows.add(pictures.stream()
                .map(picture -> Resampler.resize(picture, cellPx, cellPx))
                .toList());
    }

    Frame draw() {
        int columns = rows.get(0).size();
        int cellRow = 3 * cellPx;
        byte[] rgb = new byte[cellRow * columns * cellPx * rows.size()];
        for (int r = 0; r < rows.size(); r++) {
            for (int c = 0; c < columns; c++) {
                byte[] cell = rows.get(r).get(c).rgb();
                for (int y = 0; y < cellPx; y++) {
                    int to = ((r * cellPx + y) * columns + c) * cellRow;
                    System.arraycopy(cell, y * cellRow, rgb, to, cellRow);
                }
            }
        }
        return Frame.of(columns * cellPx, rows.size() * cellPx, rgb);
    }
}
