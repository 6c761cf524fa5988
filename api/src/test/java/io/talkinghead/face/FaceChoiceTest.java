package io.talkinghead.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.image.Box;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaceChoiceTest {
    private static final Face LARGE_LEFT = face(0, 0, 50);
    private static final Face SMALL_MIDDLE = face(45, 45, 10);
    private static final List<Face> FACES = List.of(LARGE_LEFT, SMALL_MIDDLE);

    @Test
    void largest_ofTwo_isTheFirst() {
        assertThat(FaceChoice.largest().pick(FACES, 100, 100)).isSameAs(LARGE_LEFT);
    }

    @Test
    void central_ofTwo_isTheOneInTheMiddle() {
        assertThat(FaceChoice.central().pick(FACES, 100, 100)).isSameAs(SMALL_MIDDLE);
    }

    @Test
    void index_withinTheList_picksThatFace() {
        assertThat(FaceChoice.index(1).pick(FACES, 100, 100)).isSameAs(SMALL_MIDDLE);
    }

    @Test
    void index_beyondTheList_saysHowManyThereAre() {
        assertThatThrownBy(() -> FaceChoice.index(2).pick(FACES, 100, 100))
                .isInstanceOf(TalkingHeadException.class)
                .hasMessageStartingWith("TH-104")
                .hasMessageContaining("only 2");
    }

    @Test
    void index_negative_isRefused() {
        assertThatThrownBy(() -> FaceChoice.index(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Face face(double x, double y, double side) {
        Landmarks landmarks = Landmarks.of(new float[68], new float[68]);
        return new Face(new Box(x, y, side, side), 1, landmarks, new FaceRegion(x, y, side, 0));
    }
}
