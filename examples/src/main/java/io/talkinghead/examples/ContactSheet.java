package io.talkinghead.examples;

import io.talkinghead.image.Frame;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** Rows of labelled pictures on one sheet. */
final class ContactSheet {
    private static final int GAP_PX = 8;
    private static final int LABEL_PX = 22;

    private final int cellPx;
    private final List<List<Cell>> rows = new ArrayList<>();

    ContactSheet(int cellPx) {
        this.cellPx = cellPx;
    }

    /** Starts a new row. */
    void row() {
        rows.add(new ArrayList<>());
    }

    /** Adds a square picture to the last row. */
    void add(String label, Frame picture) {
        rows.get(rows.size() - 1).add(new Cell(label, picture));
    }

    /** Draws the sheet. */
    Frame draw() {
        int columns = rows.stream().mapToInt(List::size).max().orElse(1);
        int stepX = cellPx + GAP_PX;
        int stepY = cellPx + LABEL_PX + GAP_PX;
        BufferedImage sheet =
                new BufferedImage(GAP_PX + columns * stepX, GAP_PX + rows.size() * stepY, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
        for (int y = 0; y < rows.size(); y++) {
            for (int x = 0; x < rows.get(y).size(); x++) {
                Cell cell = rows.get(y).get(x);
                int left = GAP_PX + x * stepX;
                int top = GAP_PX + y * stepY;
                graphics.drawImage(cell.picture.toBufferedImage(), left, top, cellPx, cellPx, null);
                graphics.setColor(Color.DARK_GRAY);
                graphics.drawString(cell.label, left, top + cellPx + 16);
            }
        }
        graphics.dispose();
        return Frame.from(sheet);
    }

    private record Cell(String label, Frame picture) {}
}
