package io.talkinghead.lab.evaluation;

import io.talkinghead.image.ContactSheet;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.lab.dataset.DatasetClip;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A sheet as the paper's figures 3 and 4 are: source, truth and a column a method, a row a number of photos, for some persons. */
final class ComparisonSheet {
    private static final int MAX_PERSONS = 4;
    private static final int MIN_CELL_PX = 128;
    private static final byte GREY = (byte) 128;

    private final ComparisonFolder found;
    private final ComparedPersons persons;

    ComparisonSheet(ComparisonFolder found, ComparedPersons persons) {
        this.found = found;
        this.persons = persons;
    }

    Frame draw(List<String> methods) {
        int resolution = persons.selections().get(0).clip().resolution();
        ContactSheet sheet = new ContactSheet(Math.max(MIN_CELL_PX, resolution));
        persons.selections().stream()
                .map(selection -> selection.clip().identity())
                .distinct()
                .limit(MAX_PERSONS)
                .forEach(person -> persons.selections().stream()
                        .filter(selection -> selection.clip().identity().equals(person))
                        .forEach(selection -> row(sheet, selection, methods)));
        return sheet.draw();
    }

    private void row(ContactSheet sheet, FrameSelection selection, List<String> methods) {
        DatasetClip clip = selection.clip();
        List<Integer> kept = ComparedPersons.kept(selection);
        int frame = kept.get(kept.size() - 1);
        sheet.row();
        sheet.add(
                "source, T = " + selection.shots(),
                clip.picture(selection.photos().get(0)));
        sheet.add("ground truth", clip.picture(frame));
        for (String method : methods) {
            Path file = ComparisonFolder.picture(found.pictures(method, selection.shots()), clip.identity(), frame);
            sheet.add(method, Files.exists(file) ? ImageFiles.read(file) : nothing());
        }
    }

    /** Stands where a method failed. */
    private static Frame nothing() {
        byte[] rgb = new byte[3];
        Arrays.fill(rgb, GREY);
        return Frame.of(1, 1, rgb);
    }
}
