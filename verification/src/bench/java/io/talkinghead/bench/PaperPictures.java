package io.talkinghead.bench;

import io.talkinghead.Backends;
import io.talkinghead.TalkingHead;
import io.talkinghead.drive.Expression;
import io.talkinghead.drive.FaceControl;
import io.talkinghead.drive.FaceParameters;
import io.talkinghead.drive.HeadPose;
import io.talkinghead.engine.Capability;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.face.CropRule;
import io.talkinghead.face.FacePart;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.ContactSheet;
import io.talkinghead.image.Frame;
import io.talkinghead.image.Resampler;
import io.talkinghead.image.SquareCrop;
import io.talkinghead.lab.comparison.AskedFrame;
import io.talkinghead.lab.comparison.ComparedMethod;
import io.talkinghead.lab.comparison.ComparedPerson;
import io.talkinghead.lab.comparison.MethodSource;
import io.talkinghead.lab.evaluation.HeadAblation;
import io.talkinghead.lab.evaluation.MethodSources;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Photo;
import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.spi.Backend;
import io.talkinghead.work.Cancellation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Makes the laboratory's pictures in the manner of the paper's Figs. 6, 8 and 9, of both sample portraits, each from one photo:
 * {@code viewpoints.jpg}, one expression from several sides, {@code close-ups.jpg}, our heads and those with a part left out, and
 * {@code sources.jpg}, photos that speak or are turned, ours and {@code averbuch-elor}. Arguments: {@code FOLDER [RIG]}; with a face rig,
 * the viewpoints are those of {@code face2face} too.
 */
public final class PaperPictures {
    private static final String OURS = "ours";
    private static final int RESOLUTION = 256;
    private static final int CLOSE_UP_CELL_PX = 132;
    private static final int VIEWPOINT_CELL_PX = 152;
    private static final int[] YAWS = {-30, -20, -10, 0, 10, 20, 30};
    private static final Expression LAUGHING =
            Expression.NEUTRAL.with(FaceControl.SMILE, 1).with(FaceControl.MOUTH_OPEN, 0.5);

    private final List<MethodSource> parts = new ArrayList<>();
    private final List<MethodSource> rivals = new ArrayList<>();
    private final List<MethodSource> portraits = new ArrayList<>();
    private final ContactSheet closeUps = new ContactSheet(CLOSE_UP_CELL_PX);
    private final ContactSheet sources = new ContactSheet(CLOSE_UP_CELL_PX);
    private final ContactSheet viewpoints = new ContactSheet(VIEWPOINT_CELL_PX);

    private PaperPictures(Backend backend) {
        ModelBundle model = ModelBundle.named(ModelBundle.DEFAULT_NAME);
        MethodSource ours = MethodSources.head(OURS, model, backend);
        parts.add(ours);
        // The default model's photo lends nothing that could be left out.
        for (HeadAblation ablation : EnumSet.complementOf(EnumSet.of(HeadAblation.NO_LENT))) {
            parts.add(MethodSources.ablated(ablation, model, backend));
        }
        rivals.add(ours);
        portraits.addAll(List.of(MethodSources.averbuchElor(), ours));
    }

    /** See above. */
    public static void main(String[] args) throws IOException {
        DocFolder folder = new DocFolder(Path.of(args[0]));
        try (Backend backend =
                Backends.open(Set.of(Capability.EMBED, Capability.GENERATE), EngineOptions.defaults())) {
            PaperPictures pictures = new PaperPictures(backend);
            if (args.length > 1) {
                pictures.rivals.add(MethodSources.face2face(Path.of(args[1])));
            }
            for (String portrait : DocPictures.PORTRAITS) {
                pictures.add(crop(portrait));
            }
            folder.write("close-ups.jpg", pictures.closeUps.draw());
            folder.write("viewpoints.jpg", pictures.viewpoints.draw());
            folder.write("sources.jpg", pictures.sources.draw());
        }
    }

    /** Takes of a portrait what the networks see. */
    private static ReferencePhoto crop(String portrait) {
        try (TalkingHead head =
                TalkingHead.builder(Photo.of(DocPictures.sample(portrait))).build()) {
            ReferencePhoto photo = head.person().photos().get(0);
            return ReferencePhoto.cropped(
                    Resampler.crop(photo.picture(), photo.crop(), RESOLUTION),
                    CropRule.intoCrop(photo.landmarks(), photo.crop(), RESOLUTION));
        }
    }

    private void add(ReferencePhoto photo) {
        for (Look look : Look.values()) {
            addParts(photo, look);
        }
        addSources(photo);
        for (MethodSource rival : rivals) {
            viewpoints.row();
            viewpoints.add("photo", photo.picture());
            List<Landmarks> faces = new ArrayList<>();
            for (int yaw : YAWS) {
                faces.add(new FaceParameters(HeadPose.turned(yaw, 0, 0), LAUGHING).applyTo(photo.landmarks()));
            }
            List<Frame> pictures = draw(rival, photo, faces);
            for (int i = 0; i < YAWS.length; i++) {
                viewpoints.add(rival.id() + ", yaw " + YAWS[i], pictures.get(i));
            }
        }
    }

    /** Adds a row for each source: what drives, which is drawn from the photo, and what is made of the source. */
    private void addSources(ReferencePhoto photo) {
        List<Landmarks> faces = new ArrayList<>();
        for (PaperSource source : PaperSource.values()) {
            faces.add(source.of(photo.landmarks()));
        }
        Landmarks ahead = faces.get(0);
        Landmarks laughing = FaceParameters.of(LAUGHING).applyTo(photo.landmarks());
        faces.add(laughing);
        List<Frame> drawn = draw(rivals.get(0), photo, faces);
        Frame laughter = drawn.get(drawn.size() - 1);
        List<AskedFrame> asked = List.of(
                new AskedFrame(ahead, photo.picture(), photo.landmarks()), new AskedFrame(laughing, laughter, laughing));
        for (PaperSource source : PaperSource.values()) {
            int i = source.ordinal();
            ReferencePhoto from = i == 0 ? photo : ReferencePhoto.cropped(drawn.get(i), faces.get(i));
            sources.row();
            sources.add(source.label(), from.picture());
            List<List<Frame>> made = portraits.stream()
                    .map(method -> drawAsked(method, from, asked))
                    .toList();
            for (int k = 0; k < asked.size(); k++) {
                sources.add("driver", asked.get(k).driver());
                for (int m = 0; m < made.size(); m++) {
                    sources.add(portraits.get(m).id(), made.get(m).get(k));
                }
            }
        }
    }

    /** Adds a row of pictures and one of a region of them, enlarged. */
    private void addParts(ReferencePhoto photo, Look look) {
        Landmarks face = look.parameters.applyTo(photo.landmarks());
        double eyes = photo.landmarks().eyeDistance();
        SquareCrop region = look.around(face, eyes);
        List<Frame> pictures = new ArrayList<>();
        parts.forEach(part -> pictures.addAll(draw(part, photo, List.of(face))));
        closeUps.row();
        closeUps.add("photo", photo.picture());
        for (int i = 0; i < pictures.size(); i++) {
            closeUps.add(parts.get(i).id().replace(OURS + "-", ""), pictures.get(i));
        }
        closeUps.row();
        closeUps.add(look.label, Resampler.crop(photo.picture(), look.around(photo.landmarks(), eyes), CLOSE_UP_CELL_PX));
        pictures.forEach(picture -> closeUps.add("", Resampler.crop(picture, region, CLOSE_UP_CELL_PX)));
    }

    private static List<Frame> draw(MethodSource source, ReferencePhoto photo, List<Landmarks> faces) {
        return drawAsked(
                source,
                photo,
                faces.stream()
                        .map(face -> new AskedFrame(face, photo.picture(), photo.landmarks()))
                        .toList());
    }

    private static List<Frame> drawAsked(MethodSource source, ReferencePhoto photo, List<AskedFrame> asked) {
        try (ComparedMethod method = source.open();
                ComparedPerson person = method.learn(List.of(photo), 0, new Cancellation())) {
            return asked.stream().map(person::draw).toList();
        }
    }

    /** What is looked at closely. */
    private enum Look {
        MOUTH("smile, open", FaceParameters.of(LAUGHING), 1.1, FacePart.OUTER_LIPS),
        EYES(
                "yaw 20, lids lower",
                new FaceParameters(HeadPose.turned(20, 0, 0), Expression.NEUTRAL.withEyes(-0.5)),
                1.4,
                FacePart.LEFT_EYE,
                FacePart.RIGHT_EYE);

        private final String label;
        private final FaceParameters parameters;
        private final double sides;
        private final List<FacePart> parts;

        /** The region's side is measured in eye distances. */
        Look(String label, FaceParameters parameters, double sides, FacePart... parts) {
            this.label = label;
            this.parameters = parameters;
            this.sides = sides;
            this.parts = List.of(parts);
        }

        /** Returns a region around some parts of a face; regions of one person are of one size. */
        SquareCrop around(Landmarks face, double eyeDistance) {
            double x = 0;
            double y = 0;
            int count = parts.stream().mapToInt(FacePart::count).sum();
            for (FacePart part : parts) {
                for (int i = part.first(); i <= part.last(); i++) {
                    x += face.x(i) / count;
                    y += face.y(i) / count;
                }
            }
            double side = sides * eyeDistance;
            return new SquareCrop(x - side / 2, y - side / 2, side);
        }
    }
}
