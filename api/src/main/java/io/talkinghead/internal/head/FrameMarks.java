package io.talkinghead.internal.head;

import io.talkinghead.image.Frame;
import io.talkinghead.image.Synthesis;
import io.talkinghead.internal.mark.Release;
import io.talkinghead.internal.mark.Watermark;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Framing;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Marks what a head renders as synthetic, or leaves it as it is.
 *
 * <p><b>Threading:</b> any number of threads.
 */
final class FrameMarks {
    private static final Logger LOG = LoggerFactory.getLogger(FrameMarks.class);

    private final @Nullable Watermark watermark;
    private final Synthesis synthesis;

    private FrameMarks(@Nullable Watermark watermark, Synthesis synthesis) {
        this.watermark = watermark;
        this.synthesis = synthesis;
    }

    static FrameMarks of(HeadPlan plan, ModelBundle model) {
        boolean composite = plan.framing() == Framing.FULL_PHOTO;
        Synthesis synthesis = new Synthesis(composite, Release.name(), model.name(), model.id());
        if (plan.marks().areOn()) {
            return new FrameMarks(new Watermark(plan.marks().payload()), synthesis);
        }
        LOG.warn("this head's pictures are not marked as synthetic: Marks.none() or --no-marks was given."
                + " Who publishes them may have to mark them in another way");
        return new FrameMarks(null, synthesis);
    }

    /** Marks a frame, in its own pixels. */
    Frame on(Frame frame) {
        if (watermark == null) {
            return frame;
        }
        watermark.mark(frame);
        return frame.withSynthesis(synthesis);
    }
}
