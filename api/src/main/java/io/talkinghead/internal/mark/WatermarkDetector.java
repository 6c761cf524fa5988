package io.talkinghead.internal.mark;

import io.talkinghead.image.Frame;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Finds the watermark in pictures, at any place and size of its tiles, also when they are mirrored. The pictures of a video are laid over
 * each other first.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
public final class WatermarkDetector {
    /** The largest chance at which an unmarked picture is taken for a marked one. */
    public static final double FALSE_ALARMS = 1e-9;

    /** Tiles along the shorter side: 4 as they are made, less after a crop, more when something was put around the picture. */
    private static final double TILES = 4;

    private static final double SCALE_STEP = 0.006;
    private static final int STEPS_DOWN = 150;
    private static final int STEPS_UP = 115;
    /** Around the best scale, in fractions of a step. */
    private static final int FINE_STEPS = 4;

    /** All that is tried on a picture: the bound on a false alarm is the sum of theirs. */
    private static final double TRIALS =
            2.0 * TileMatch.PLACES * TileMatch.PLACES * (STEPS_DOWN + 1 + STEPS_UP + 2 * FINE_STEPS);

    /** Beyond any doubt: no other scale is looked at. */
    private static final double PLENTY = 60;

    private static final Finding NOTHING = new Finding(1, OptionalInt.empty());

    private final TileMatch match = new TileMatch(new Carriers());

    /** Prepares a search. */
    public WatermarkDetector() {}

    /** Looks at one picture. */
    public Finding find(Frame picture) {
        return find(Detail.of(picture));
    }

    /**
     * Looks at the frames of a video, some seconds at a time, until the watermark is found: a video may be marked in a part of it only.
     *
     * @param frames gives the next frame, or nothing at the end
     */
    public Finding find(Supplier<Optional<Frame>> frames) {
        Finding best = NOTHING;
        Layers layers = new Layers(frames);
        for (int window = 1; best.falseAlarm() > FALSE_ALARMS; window++) {
            Optional<Detail> together = layers.next();
            if (together.isEmpty()) {
                return best;
            }
            Finding found = find(together.get());
            // The chances of all windows, however many there are, add up to that of one: 1 / n^2 sums up to pi^2 / 6.
            double chance = Math.min(1, found.falseAlarm() * Math.PI * Math.PI / 6 * window * window);
            best = chance < best.falseAlarm() ? new Finding(chance, found.payload()) : best;
        }
        return best;
    }

    private Finding find(Detail detail) {
        Spectrum spectrum = new Spectrum(detail);
        Place best = fine(spectrum, coarse(spectrum));
        double chance = Math.min(1, TRIALS * Math.exp(-best.evidence));
        if (chance > FALSE_ALARMS) {
            return new Finding(chance, OptionalInt.empty());
        }
        look(spectrum, best.step, best.mirrored);
        return new Finding(chance, match.payload());
    }

    private Place fine(Spectrum spectrum, Place coarse) {
        Place best = coarse;
        for (int fine = -FINE_STEPS; fine <= FINE_STEPS; fine++) {
            Place near = look(spectrum, coarse.step + 0.2 * fine, coarse.mirrored);
            best = near.evidence > best.evidence ? near : best;
        }
        return best;
    }

    private Place coarse(Spectrum spectrum) {
        Place best = new Place(0, false, 0);
        int farthest = Math.max(STEPS_DOWN, STEPS_UP);
        for (int distance = 0; distance <= farthest; distance++) {
            for (int step = -distance; step <= distance; step += Math.max(1, 2 * distance)) {
                if (step < -STEPS_DOWN || step > STEPS_UP) {
                    continue;
                }
                for (boolean mirrored : new boolean[] {false, true}) {
                    Place place = look(spectrum, step, mirrored);
                    best = place.evidence > best.evidence ? place : best;
                }
            }
            if (best.evidence > PLENTY && distance > Math.abs(best.step)) {
                break;
            }
        }
        return best;
    }

    private Place look(Spectrum spectrum, double step, boolean mirrored) {
        double tilePx = spectrum.shorterSidePx() / (TILES * Math.exp(SCALE_STEP * step));
        return new Place(step, mirrored, match.evidence(spectrum, tilePx, mirrored));
    }

    private record Place(double step, boolean mirrored, double evidence) {}
}
