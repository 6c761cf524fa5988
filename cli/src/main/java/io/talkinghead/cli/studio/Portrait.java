package io.talkinghead.cli.studio;

import io.talkinghead.Engine;
import io.talkinghead.TalkingHead;
import io.talkinghead.image.Frame;
import io.talkinghead.person.Framing;
import io.talkinghead.person.Person;
import io.talkinghead.person.Photo;
import io.talkinghead.work.Cancellation;
import java.util.List;

/**
 * The person that a page shows. Each use opens a head of its own, which costs little, so that none has to end for another.
 *
 * @param engine that all pages share
 * @param person made of photos, or loaded
 */
record Portrait(Engine engine, Person person) {
    /** Makes a person of photos. */
    static Portrait of(Engine engine, List<Photo> photos, Cancellation cancellation) {
        try (TalkingHead head = TalkingHead.builder(photos)
                .engine(engine)
                .cancellation(cancellation)
                .build()) {
            return new Portrait(engine, head.person());
        }
    }

    /** Opens a head. */
    TalkingHead head(Framing framing) {
        return TalkingHead.builder(person).engine(engine).framing(framing).build();
    }

    /** Opens a head whose crop is so large. */
    TalkingHead head(int sizePx) {
        return TalkingHead.builder(person).engine(engine).size(sizePx).build();
    }

    /** Returns the picture of the calm face. */
    Frame still() {
        try (TalkingHead head = head(Framing.CROP)) {
            return head.render(head.neutralLandmarks());
        }
    }
}
