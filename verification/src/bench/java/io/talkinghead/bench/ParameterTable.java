package io.talkinghead.bench;

import io.talkinghead.Engine;
import io.talkinghead.TalkingHead;
import io.talkinghead.bench.FaceReading.Trait;
import io.talkinghead.face.Face;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.ContactSheet;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.person.Photo;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Tells whether each parameter of a face moves what it names and nothing else: heads are rendered with one parameter each, landmarks are
 * found again in the pictures, and compared with those found in the head at rest. Prints a table, means over all persons, and draws
 * {@code NAME.png} of each. The arguments are the folder to write to and the photos, or folders of them.
 */
public final class ParameterTable {
    private static final int SIZE_PX = 384;
    private static final int CELL_PX = 160;
    private static final int COLUMNS = 8;

    private final List<ParameterCase> cases = ParameterCase.all();
    private final List<List<FaceReading>> asked = new ArrayList<>();
    private final List<List<FaceReading>> measured = new ArrayList<>();
    private final Engine engine;
    private final PrintStream out;

    private ParameterTable(Engine engine, PrintStream out) {
        this.engine = engine;
        this.out = out;
        for (int i = 0; i < cases.size(); i++) {
            asked.add(new ArrayList<>());
            measured.add(new ArrayList<>());
        }
    }

    /** See above. */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        try (Engine engine = Engine.open()) {
            ParameterTable table = new ParameterTable(engine, System.out);
            for (Path photo : photos(Arrays.asList(args).subList(1, args.length))) {
                table.add(photo, folder);
            }
            table.print();
        }
    }

    private static List<Path> photos(List<String> names) throws IOException {
        List<Path> photos = new ArrayList<>();
        for (String name : names) {
            Path path = Path.of(name);
            if (Files.isDirectory(path)) {
                try (Stream<Path> files = Files.list(path)) {
                    files.sorted().forEach(photos::add);
                }
            } else {
                photos.add(path);
            }
        }
        return photos;
    }

    private void add(Path photo, Path folder) {
        ContactSheet sheet = new ContactSheet(CELL_PX);
        try (TalkingHead head = TalkingHead.builder(Photo.of(photo))
                .engine(engine)
                .size(SIZE_PX)
                .build()) {
            Landmarks person = head.neutralLandmarks();
            Frame rest = head.render(person);
            Landmarks neutral = found(rest, "at rest");
            sheet.row();
            sheet.add("at rest", rest);
            for (int i = 0; i < cases.size(); i++) {
                ParameterCase now = cases.get(i);
                if ((i + 1) % COLUMNS == 0) {
                    sheet.row();
                }
                Landmarks target = now.parameters().applyTo(person);
                Frame picture = head.render(target);
                sheet.add(now.label(), picture);
                asked.get(i).add(new FaceReading(person, target, false));
                measured.get(i).add(new FaceReading(neutral, found(picture, now.label()), true));
            }
        }
        ImageFiles.write(folder.resolve(photo.getFileName() + ".png"), sheet.draw());
    }

    private Landmarks found(Frame picture, String label) {
        List<Face> faces = engine.faces(picture);
        if (faces.isEmpty()) {
            throw new IllegalStateException("no face was found in the picture " + label);
        }
        return faces.get(0).landmarks();
    }

    private void print() {
        out.println("| parameter | asked | measured | right way | angles | place, size | brows, mouth | lids |");
        out.println("|---|---|---|---|---|---|---|---|");
        for (int i = 0; i < cases.size(); i++) {
            ParameterCase now = cases.get(i);
            out.printf(
                    Locale.ROOT,
                    "| %s | %.1f | %.1f | %d of %d | %s | %s | %s | %s |%n",
                    now.label(),
                    FaceReading.mean(asked.get(i)).of(now.trait()),
                    FaceReading.mean(measured.get(i)).of(now.trait()),
                    rightWay(i),
                    asked.get(i).size(),
                    leak(i, Trait::isAngle),
                    leak(i, Trait::isPlace),
                    leak(i, trait -> !trait.isAngle() && !trait.isPlace() && !trait.isLid()),
                    leak(i, Trait::isLid));
        }
    }

    /** Returns of how many persons the picture moved the way that was asked. */
    private int rightWay(int index) {
        Trait own = cases.get(index).trait();
        int right = 0;
        for (int person = 0; person < asked.get(index).size(); person++) {
            double wanted = asked.get(index).get(person).of(own);
            if (wanted * measured.get(index).get(person).of(own) > 0) {
                right++;
            }
        }
        return right;
    }

    /** Returns the trait of a kind that moved most beyond what was asked for, by its mean over the persons. */
    private String leak(int index, Predicate<Trait> kind) {
        FaceReading wanted = FaceReading.mean(asked.get(index));
        FaceReading seen = FaceReading.mean(measured.get(index));
        Trait own = cases.get(index).trait();
        Trait most = Arrays.stream(Trait.values())
                .filter(kind)
                .filter(trait -> trait != own)
                .max((a, b) -> Double.compare(excess(wanted, seen, a), excess(wanted, seen, b)))
                .orElseThrow();
        return String.format(
                Locale.ROOT, "%.1f %s", excess(wanted, seen, most), most.name().toLowerCase(Locale.ROOT));
    }

    /** Returns how much more is seen than was asked for, or of what was not asked for at all. */
    private static double excess(FaceReading wanted, FaceReading seen, Trait trait) {
        double value = seen.of(trait);
        double least = Math.min(0, wanted.of(trait));
        double most = Math.max(0, wanted.of(trait));
        return Math.max(0, Math.max(least - value, value - most));
    }
}
