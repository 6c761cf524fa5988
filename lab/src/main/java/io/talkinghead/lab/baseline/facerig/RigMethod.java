package io.talkinghead.lab.baseline.facerig;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.lab.comparison.ComparedMethod;
import io.talkinghead.lab.comparison.ComparedPerson;
import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.work.Cancellation;
import java.nio.file.Path;
import java.util.List;

/**
 * Thies, Zollhofer, Stamminger, Theobalt and Niessner, <i>Face2Face</i>, CVPR 2016: a rig is fitted to the photos, its skin is the mean
 * of theirs, and it is drawn with the expression that the driver's landmarks show; the mouth's interior is that of the photo nearest in
 * expression.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
public final class RigMethod implements ComparedMethod {
    /** Its name. */
    public static final String ID = "face2face";
    /** Another one whenever it draws another picture of the same photos. */
    private static final String VERSION = "2";

    private final Rig rig;

    private RigMethod(Rig rig) {
        this.rig = rig;
    }

    /**
     * Reads a rig from a file: see {@link RigFile}.
     *
     * @throws TalkingHeadException {@link ErrorCode#MODEL_INVALID} when it is none
     */
    public static RigMethod open(Path file) {
        return new RigMethod(RigFile.read(file));
    }

    /**
     * Returns what tells this method with one rig from that with another.
     *
     * @throws TalkingHeadException {@link ErrorCode#MODEL_INVALID} when there is no such file
     */
    public static String origin(Path file) {
        return VERSION + " with rig " + RigFile.hash(file);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public ComparedPerson learn(List<ReferencePhoto> photos, int neutralPhoto, Cancellation cancellation) {
        cancellation.check("the learning of a person");
        return new RigPerson(rig, photos, neutralPhoto);
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
