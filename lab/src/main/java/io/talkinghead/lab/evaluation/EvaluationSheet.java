package io.talkinghead.lab.evaluation;

import io.talkinghead.image.ContactSheet;
import io.talkinghead.image.Frame;
import java.util.List;

/** One row a person: photo, target, and what each method makes of them. */
final class EvaluationSheet {
    private static final int MAX_ROWS = 40;
    private static final int MIN_CELL_PX = 128;

    private final ContactSheet sheet;
    private int rows;

    EvaluationSheet(int resolution) {
        sheet = new ContactSheet(Math.max(MIN_CELL_PX, resolution));
    }

    void add(EvaluatedPerson person, Frame target, List<Frame> pictures) {
        if (rows++ >= MAX_ROWS) {
            return;
        }
        sheet.row();
        sheet.add("photo", person.neutralPicture());
        sheet.add("target", target);
        for (int i = 0; i < pictures.size(); i++) {
            sheet.add(person.methods().get(i).kind().id(), pictures.get(i));
        }
    }

    Frame draw() {
        return sheet.draw();
    }
}
