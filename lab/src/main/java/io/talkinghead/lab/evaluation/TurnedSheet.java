package io.talkinghead.lab.evaluation;

import io.talkinghead.image.Frame;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The persons whose head is turned farthest away from the photo that guides it, each in its most turned frame. */
final class TurnedSheet {
    static final int MAX_ROWS = 10;

    private final Map<String, Turned> rows = new LinkedHashMap<>();

    /**
     * Offers a frame; of those turned equally far the first stays.
     *
     * @param degrees how far the head is turned away from the row's photo
     */
    void offer(String identity, double degrees, SheetRow row) {
        rows.merge(identity, new Turned(degrees, row), (best, next) -> next.degrees > best.degrees ? next : best);
        if (rows.size() > MAX_ROWS) {
            rows.remove(Collections.min(rows.entrySet(), Map.Entry.comparingByValue(byDegrees()))
                    .getKey());
        }
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Draws one row a person, the most turned first. */
    Frame draw(int resolution) {
        EvaluationSheet sheet = new EvaluationSheet(resolution);
        rows.values().stream().sorted(byDegrees().reversed()).forEach(turned -> sheet.add(turned.row));
        return sheet.draw();
    }

    private static Comparator<Turned> byDegrees() {
        return Comparator.comparingDouble(Turned::degrees);
    }

    private record Turned(double degrees, SheetRow row) {}
}
