package io.talkinghead.lab.dataset;

import io.talkinghead.face.CropRule;
import io.talkinghead.image.Box;
import io.talkinghead.image.SquareCrop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A stretch of a source that one crop fits.
 *
 * @param crop the median of what {@link CropRule} gives for each frame: the usual place and size of the head
 * @param sightings the frames
 */
record CropSegment(SquareCrop crop, List<Sighting> sightings) {
    /** A head may come nearer or go away by this factor. */
    private static final double MAX_ZOOM = 1.5;

    /** Splits a source where the head leaves the crop. */
    static List<CropSegment> of(List<Sighting> sightings) {
        List<CropSegment> segments = new ArrayList<>();
        int start = 0;
        while (start < sightings.size()) {
            CropSegment longest = longest(sightings.subList(start, sightings.size()));
            segments.add(longest);
            start += longest.sightings.size();
        }
        return segments;
    }

    /** Finds a long beginning that fits, by bisection: what fits is very nearly every shorter one. */
    private static CropSegment longest(List<Sighting> sightings) {
        CropSegment all = over(sightings);
        if (all.fits()) {
            return all;
        }
        CropSegment best = over(sightings.subList(0, 1));
        int tooLong = sightings.size();
        while (tooLong - best.sightings.size() > 1) {
            CropSegment half = over(sightings.subList(0, (best.sightings.size() + tooLong) / 2));
            if (half.fits()) {
                best = half;
            } else {
                tooLong = half.sightings.size();
            }
        }
        return best;
    }

    private static CropSegment over(List<Sighting> sightings) {
        List<SquareCrop> crops = sightings.stream()
                .map(seen -> CropRule.squareAround(seen.landmarks()))
                .toList();
        double side = median(crops, SquareCrop::side);
        double centerX = median(crops, crop -> crop.left() + crop.side() / 2);
        double centerY = median(crops, crop -> crop.top() + crop.side() / 2);
        return new CropSegment(new SquareCrop(centerX - side / 2, centerY - side / 2, side), sightings);
    }

    private static double median(List<SquareCrop> crops, ToDoubleFunction<SquareCrop> value) {
        double[] sorted = crops.stream().mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private boolean fits() {
        return sightings.stream().allMatch(seen -> seen.sameSize(sightings.get(0)) && fits(seen));
    }

    private boolean fits(Sighting seen) {
        Box box = seen.landmarks().box();
        double zoom = CropRule.squareAround(seen.landmarks()).side() / crop.side();
        return box.x() >= crop.left()
                && box.y() >= crop.top()
                && box.x() + box.width() <= crop.left() + crop.side()
                && box.y() + box.height() <= crop.top() + crop.side()
                && zoom <= MAX_ZOOM
                && zoom >= 1 / MAX_ZOOM;
    }
}
