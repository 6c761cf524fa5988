package io.talkinghead.image;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows of labelled square pictures on one sheet. Where Java has no fonts, as in many slim containers, the labels are left
 * out, so that a long training does not lose its pictures, or fail, because of them.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class ContactSheet {
    private static final Logger LOG = LoggerFactory.getLogger(ContactSheet.class);

    private static final int GAP_PX = 8;
    private static final int LABEL_PX = 22;
    private static final int FONT_PX = 14;

    private static final boolean CAN_WRITE = canWrite();

    private final int cellPx;
    private final List<List<Cell>> rows = new ArrayList<>();

    /** Starts an empty sheet of pictures shown at {@code cellPx} pixels a side. */
    public ContactSheet(int cellPx) {
        checkArgument(cellPx > 0, "a cell needs a positive side, not %s", cellPx);
        this.cellPx = cellPx;
    }

    /** Starts a new row. */
    public void row() {
        rows.add(new ArrayList<>());
    }

    /**
     * Adds a square picture to the last row.
     *
     * @param label stands below it, cut off at the cell's edge
     * @throws IllegalStateException before the first row
     */
    public void add(String label, Frame picture) {
        checkState(!rows.isEmpty(), "start a row first");
        // Kept at the size shown: a sheet of hundreds of pictures stays small.
        Frame shown = picture.widthPx() == cellPx && picture.heightPx() == cellPx
                ? picture
                : Resampler.resize(picture, cellPx, cellPx);
        rows.get(rows.size() - 1).add(new Cell(label, shown));
    }

    /** Draws the sheet. */
    public Frame draw() {
        int columns = rows.stream().mapToInt(List::size).max().orElse(1);
        int stepX = cellPx + GAP_PX;
        int stepY = cellPx + LABEL_PX + GAP_PX;
        BufferedImage sheet =
                new BufferedImage(GAP_PX + columns * stepX, GAP_PX + rows.size() * stepY, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, FONT_PX));
        graphics.setColor(Color.DARK_GRAY);
        for (int y = 0; y < rows.size(); y++) {
            for (int x = 0; x < rows.get(y).size(); x++) {
                draw(graphics, rows.get(y).get(x), GAP_PX + x * stepX, GAP_PX + y * stepY);
            }
        }
        graphics.dispose();
        return Frame.from(sheet);
    }

    private void draw(Graphics2D graphics, Cell cell, int left, int top) {
        graphics.drawImage(cell.picture.toBufferedImage(), left, top, null);
        if (!CAN_WRITE) {
            return;
        }
        Shape all = graphics.getClip();
        graphics.setClip(left, top, cellPx, cellPx + LABEL_PX);
        graphics.drawString(cell.label, left, top + cellPx + FONT_PX + 2);
        graphics.setClip(all);
    }

    private static boolean canWrite() {
        Graphics2D graphics = new BufferedImage(1, 1, BufferedImage.TYPE_3BYTE_BGR).createGraphics();
        try {
            graphics.drawString("a", 0, 0);
            return true;
        } catch (RuntimeException | InternalError | LinkageError e) {
            // It depends on the Java and on what is missing: the libraries, their configuration or the fonts.
            LOG.warn("labels are left out of sheets, as Java finds no fonts: {}", e.toString());
            return false;
        } finally {
            graphics.dispose();
        }
    }

    private record Cell(String label, Frame picture) {}
}
