package io.talkinghead.conditioning.turn;

import static io.talkinghead.conditioning.turn.TurnedFaces.R;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HeadTurnTest {
    private final Random random = new Random(20260);

    @Test
    void map_thereAndBack_isWhereItBegan() {
        for (int run = 0; run < 20; run++) {
            PosedFace photo = TurnedFaces.posed(TurnedFaces.canonical(
                    TurnedFaces.angle(random, 15), TurnedFaces.angle(random, 10), TurnedFaces.angle(random, 20)));
            PosedFace target = TurnedFaces.posed(TurnedFaces.canonical(
                    TurnedFaces.angle(random, 15), TurnedFaces.angle(random, 10), TurnedFaces.angle(random, 20)));
            float[] there = TurnedFaces.head(photo, target);
            float[] back = TurnedFaces.head(target, photo);
            int cells = R / 4;
            int plane = cells * cells;
            double sum = 0;
            int seen = 0;
            for (int i = 0; i < plane; i++) {
                if (there[2 * plane + i] > 0.3) {
                    seen++;
                    float x = between(back, cells, 0, there[i], there[plane + i]);
                    float y = between(back, cells, plane, there[i], there[plane + i]);
                    double away = Math.hypot(x - (i % cells + 0.5) * 4, y - (Math.floorDiv(i, cells) + 0.5) * 4);
                    sum += away;
                    // Between cells of 4 px the map is interpolated.
                    assertThat(away).isLessThan(1);
                }
            }
            assertThat(seen).isGreaterThan(plane / 10);
            assertThat(sum / seen).isLessThan(0.05);
        }
    }

    private static float between(float[] map, int cells, int plane, float x, float y) {
        float column = Math.max(0, Math.min(cells - 1.001f, x * cells / R - 0.5f));
        float row = Math.max(0, Math.min(cells - 1.001f, y * cells / R - 0.5f));
        int at = plane + ((int) row) * cells + ((int) column);
        float tx = column - (int) column;
        float upper = map[at] + tx * (map[at + 1] - map[at]);
        float lower = map[at + cells] + tx * (map[at + cells + 1] - map[at + cells]);
        return upper + (row - (int) row) * (lower - upper);
    }
}
