package io.talkinghead.lab.evaluation;

import io.talkinghead.image.ContactSheet;
import io.talkinghead.image.Frame;

/** One row a person: photo, target, and what each method makes of them. */
final class EvaluationSheet {
    private static final int MAX_ROWS = 40;
    private static final int MIN_CELL_PX = 128;

    private final ContactSheet sheet;
    private int rows;

    EvaluationSheet(int resolution) {
        sheet = new ContactSheet(Math.max(MIN_CELL_PX, resolution));
    }

    void add(SheetRow row) {
        if (rows++ >= MAX_ROWS) {
            return;
        }
        sheet.row();
        sheet.add("photo", row.photo());
        sheet.add(row.label(), row.target());
        row.pictures().forEach((method, picture) -> sheet.add(method.id(), picture));
    }

    Frame draw() {
        return sheet.draw();
    }
}
