package io.talkinghead.conditioning;

/**
 * Where the pixels of an enlarged output come from, row by row. Nothing is rounded here, as it is at the networks' resolution:
 * steps would be seen.
 *
 * <p><b>Threading:</b> one thread at a time; allocates nothing.
 */
public final class WarpRows {
    private final WarpGrid warp;
    private final Upscaling upscaling;
    private final float[] nodes = new float[2 * WarpGrid.NODES * WarpGrid.NODES];
    private final EnlargedRows rows;
    /** Made once, so that beginning allocates nothing. */
    private final EnlargedRows.Source source = this::nodeRow;

    private final double first;
    private final double step;

    WarpRows(WarpGrid warp, Upscaling upscaling) {
        this.warp = warp;
        this.upscaling = upscaling;
        rows = upscaling.ofNodes(2);
        first = upscaling.position(0);
        step = upscaling.position(1) - first;
    }

    /** Begins with the warp as it is fitted now. */
    public void begin() {
        warp.nodes(nodes);
        rows.begin(source);
    }

    private void nodeRow(int y, float[] to) {
        System.arraycopy(nodes, y * WarpGrid.NODES, to, 0, WarpGrid.NODES);
        System.arraycopy(nodes, (WarpGrid.NODES + y) * WarpGrid.NODES, to, WarpGrid.NODES, WarpGrid.NODES);
    }

    /**
     * Finds where the pixels of output row {@code y} come from.
     *
     * @param sources receives x of all pixels, then y, in pixel indices of the networks' crop
     */
    public void row(int y, float[] sources) {
        rows.row(y, sources);
        warp.moveLids(upscaling.position(y), first, step, sources);
    }
}
