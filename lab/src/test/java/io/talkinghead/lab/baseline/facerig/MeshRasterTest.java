package io.talkinghead.lab.baseline.facerig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MeshRasterTest {
    /** A square of 8 pixels in two triangles, as deep as its x, and before its left half another triangle. */
    private static final float[][] PLACES = {{0, 8, 8, 0, 0, 4, 0}, {0, 0, 8, 8, 0, 0, 8}, {0, 8, 8, 0, -5, -5, -5}};

    private static final int[] CORNERS = {0, 1, 2, 0, 2, 3, 4, 5, 6};

    @Test
    void draw_triangles_theNearestIsSeen() {
        MeshRaster raster = new MeshRaster(8, false);
        raster.draw(PLACES, CORNERS);
        for (int i = 0; i < 64; i++) {
            double x = i % 8 + 0.5;
            double y = Math.floorDiv(i, 8) + 0.5;
            boolean before = x / 4 + y / 8 <= 1;
            assertThat(raster.triangle(i)).isEqualTo(before ? 2 : x >= y ? 0 : 1);
            assertThat(raster.depth(i)).isCloseTo(before ? -5 : (float) x, within(1e-5f));
            assertThat(raster.between(i, PLACES[1], CORNERS)).isCloseTo((float) y, within(1e-5f));
        }
    }

    @Test
    void draw_triangleFromBehind_isSeenOnlyWithBothSides() {
        int[] behind = {0, 3, 2};
        MeshRaster raster = new MeshRaster(8, false);
        raster.draw(PLACES, behind);
        MeshRaster both = new MeshRaster(8, true);
        both.draw(PLACES, behind);
        for (int i = 0; i < 64; i++) {
            assertThat(raster.covers(i)).isFalse();
            assertThat(both.covers(i)).isEqualTo(i % 8 <= i / 8);
            if (both.covers(i)) {
                assertThat(both.between(i, PLACES[0], behind)).isCloseTo(i % 8 + 0.5f, within(1e-5f));
            }
        }
    }

    @Test
    void draw_beyondThePicture_isCutOffAndWhatWasBeforeForgotten() {
        MeshRaster raster = new MeshRaster(4, false);
        raster.draw(PLACES, CORNERS);
        assertThat(raster.covers(15)).isTrue();
        raster.draw(new float[][] {{-90, -80, -90}, {-90, -90, 900}, {0, 0, 0}}, new int[] {0, 1, 2});
        for (int i = 0; i < 16; i++) {
            assertThat(raster.covers(i)).isFalse();
            assertThat(raster.depth(i)).isInfinite();
        }
    }
}
