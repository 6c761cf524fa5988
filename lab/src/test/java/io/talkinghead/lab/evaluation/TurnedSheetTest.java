package io.talkinghead.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.image.Frame;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TurnedSheetTest {
    private static final int CELL = 128;
    /** From one row to the next: the cell, its label and a gap. */
    private static final int STEP = CELL + 22 + 8;

    private final TurnedSheet sheet = new TurnedSheet();

    @Test
    void draw_morePersonsThanRows_showsTheMostTurnedFirst() {
        for (int person = 0; person < 13; person++) {
            // 0, 5, 10, 2, 7, 12, ...: in no order.
            offer("p" + person, 5 * person % 13);
        }
        assertThat(targets()).containsExactly(12, 11, 10, 9, 8, 7, 6, 5, 4, 3);
    }

    @Test
    void draw_severalFramesOfAPerson_showsTheMostTurned() {
        offer("a", 20);
        offer("b", 25);
        offer("a", 40);
        offer("a", 30);
        assertThat(targets()).containsExactly(40, 25);
    }

    @Test
    void draw_personThatLostItsRow_comesBackWithALargerTurn() {
        offer("a", 5);
        for (int person = 0; person < TurnedSheet.MAX_ROWS; person++) {
            offer("p" + person, 10 + person);
        }
        offer("a", 50);
        assertThat(targets()).containsExactly(50, 19, 18, 17, 16, 15, 14, 13, 12, 11);
    }

    /** The target is as bright as the head is turned. */
    private void offer(String identity, int degrees) {
        sheet.offer(
                identity,
                degrees,
                new SheetRow(grey(200), "target", grey(degrees), Map.of(EvaluationMethod.COPY, grey(100))));
    }

    private int[] targets() {
        Frame drawn = sheet.draw(CELL);
        int[] targets = new int[drawn.heightPx() / STEP];
        Arrays.setAll(targets, row -> drawn.sample(CELL + CELL, row * STEP + CELL / 2, 0));
        return targets;
    }

    private static Frame grey(int value) {
        byte[] rgb = new byte[3 * 4 * 4];
        Arrays.fill(rgb, (byte) value);
        return Frame.of(4, 4, rgb);
    }
}
