package io.talkinghead.conditioning.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.talkinghead.face.Landmarks;
import org.junit.jupiter.api.Test;

class SurroundTest {
    @Test
    void map_smallShiftedHead_movesWithItAndRestsInTheCorners() {
        Landmarks face = TurnedFaces.canonical(0, 0, 0).transformed(0.4, 77, 77);
        PosedFace photo = TurnedFaces.posed(face);
        float[] map = TurnedFaces.surround(photo, TurnedFaces.posed(face.transformed(1, 7, -4)));
        int plane = Surround.CELLS * Surround.CELLS;
        int nose = 32 * Surround.CELLS + 32;
        assertThat(map[nose]).isCloseTo(130 - 7, within(0.05f));
        assertThat(map[plane + nose]).isCloseTo(130 + 4, within(0.05f));
        for (int corner : new int[] {0, Surround.CELLS - 1, plane - Surround.CELLS, plane - 1}) {
            assertThat(map[corner]).isCloseTo(corner % Surround.CELLS * 4 + 2, within(0.01f));
            assertThat(map[plane + corner]).isCloseTo(corner / Surround.CELLS * 4 + 2, within(0.01f));
        }
    }

    @Test
    void map_grimace_meetsTheFaceAtItsOutline() {
        PosedFace photo = TurnedFaces.posed(TurnedFaces.canonical(0, 0, 0));
        PosedFace target = TurnedFaces.posed(TurnedFaces.canonical(0, 0, 0));
        // The chin's point comes down to the centre of a cell.
        target.points[0][8] = 130;
        target.points[1][8] = 230;
        float[] map = TurnedFaces.surround(photo, target);
        int chin = 57 * Surround.CELLS + 32;
        assertThat(map[chin]).isCloseTo((float) photo.points[0][8], within(1.5f));
        assertThat(map[Surround.CELLS * Surround.CELLS + chin]).isCloseTo((float) photo.points[1][8], within(1.5f));
    }
}
