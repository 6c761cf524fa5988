package io.talkinghead.verification.gpu;

import java.util.List;

/**
 * What came of a check.
 *
 * @param check which
 * @param end how it ended
 * @param seconds it took
 * @param figures what it had found out until then
 */
record CheckResult(KitCheck check, CheckEnd end, double seconds, List<Figure> figures) {
    CheckResult {
        figures = List.copyOf(figures);
    }
}
