package io.talkinghead.lab.evaluation;

import io.talkinghead.lab.dataset.DatasetClip;
import java.util.List;

/**
 * Who is shown, and from which photos.
 *
 * @param selections one a person and number of photos that its clip allows: by number of photos, then in the order of the persons
 */
record ComparedPersons(List<FrameSelection> selections) {
    /** So many frames of a person are kept as pictures. */
    private static final int KEPT = 4;

    static ComparedPersons of(List<DatasetClip> clips, EvaluationOptions options) {
        return new ComparedPersons(options.shots().stream()
                .flatMap(shots -> FrameSelection.all(clips, shots, options).stream())
                .toList());
    }

    int size() {
        return selections.size();
    }

    /** Returns the numbers of photos, ascending. */
    List<Integer> shots() {
        return selections.stream().map(FrameSelection::shots).distinct().toList();
    }

    /** Returns the persons with one number of photos. */
    List<FrameSelection> with(int shots) {
        return selections.stream().filter(each -> each.shots() == shots).toList();
    }

    /** Returns the frames that are kept as pictures: the same for every number of photos, as the last ones held out are. */
    static List<Integer> kept(FrameSelection selection) {
        List<Integer> heldOut = selection.heldOut();
        return heldOut.subList(Math.max(0, heldOut.size() - KEPT), heldOut.size());
    }
}
