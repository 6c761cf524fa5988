package io.talkinghead.internal.mark;

import io.talkinghead.image.Frame;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Writes the invisible watermark into pictures: a faint pattern in the luma that says that they are synthetic and, where an application
 * wants it, 32 bits of its own. {@link WatermarkDetector} finds it.
 *
 * <p><b>Threading:</b> any number of threads. Nothing is allocated for a frame of the size of the one before.
 */
public final class Watermark {
    /** The shorter side of the smallest picture that is marked: a smaller one has too few pixels to find the pattern in. */
    public static final int LEAST_PX = 96;

    private final OptionalInt payload;
    /** Of the last size; threads that see an old one make the same again. */
    private volatile @Nullable Tile tile;

    /** Prepares the mark; a payload takes half of its energy. */
    public Watermark(OptionalInt payload) {
        this.payload = payload;
    }

    /** Writes the mark into a frame's own pixels, which no one else may have yet. */
    public void mark(Frame frame) {
        if (Math.min(frame.widthPx(), frame.heightPx()) >= LEAST_PX) {
            tileOf(Tile.sidePx(frame.widthPx(), frame.heightPx())).addTo(frame);
        }
    }

    private Tile tileOf(int sidePx) {
        Tile known = tile;
        if (known == null || known.sidePx() != sidePx) {
            Carriers carriers = new Carriers();
            known = Tile.of(sidePx, carriers, turns(carriers));
            tile = known;
        }
        return known;
    }

    /** A bit turns its waves by an eighth of a cycle, forth or back: half of their energy then stays where it is looked for first. */
    private double[] turns(Carriers carriers) {
        double[] turns = new double[carriers.count()];
        if (payload.isPresent()) {
            int[] coded = PayloadCode.encode(payload.getAsInt());
            for (int i = 0; i < turns.length; i++) {
                turns[i] = coded[carriers.bit(i)] * Math.PI / 4;
            }
        }
        return turns;
    }
}
