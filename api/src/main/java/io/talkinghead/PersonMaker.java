package io.talkinghead;

import io.talkinghead.conditioning.MeanEmbedding;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.face.Face;
import io.talkinghead.face.FaceChoice;
import io.talkinghead.face.Landmarks;
import io.talkinghead.face.pose.LidCalibration;
import io.talkinghead.face.pose.NeutralFace;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.internal.run.Steps;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Identity;
import io.talkinghead.person.Person;
import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.spi.Embedder;
import io.talkinghead.work.Cancellation;
import io.talkinghead.work.Stage;
import io.talkinghead.work.WorkListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes a person from photos, feed-forward (paper, the "FF" variant). */
final class PersonMaker {
    /** No more of a photo is kept than this many pixels of its head crop, and of its longer side. */
    private static final int MAX_CROP_PX = 1024;

    private static final int MAX_PHOTO_PX = 4096;

    private final ModelBundle model;
    private final WorkListener listener;

    PersonMaker(ModelBundle model, WorkListener listener) {
        this.model = model;
        this.listener = listener;
    }

    Person make(List<Path> files, EngineStart start, FaceChoice choice) {
        List<ReferencePhoto> photos = new ArrayList<>();
        Steps analyzed = Steps.of(Stage.ANALYZING_PHOTOS, files.size(), listener);
        for (Path file : files) {
            photos.add(read(file, start, choice));
            analyzed.done();
        }
        List<Landmarks> faces = photos.stream().map(ReferencePhoto::landmarks).toList();
        int neutral = NeutralFace.indexOfBest(faces);
        LidCalibration lids = LidCalibration.against(faces.get(neutral));
        photos.replaceAll(photo -> new ReferencePhoto(photo.picture(), lids.apply(photo.landmarks()), photo.crop()));
        float[] embedding;
        try (Embedder embedder = start.engine().openEmbedder(model)) {
            embedding = embed(photos, embedder);
        }
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("backend", start.engine().id());
        provenance.put(
                "photos",
                String.join(", ", files.stream().map(PersonMaker::nameOf).toList()));
        return new Person(model.name(), model.id(), new Identity.Embedded(embedding), photos, neutral, provenance);
    }

    private static String nameOf(Path file) {
        Path name = file.getFileName();
        return name == null ? file.toString() : name.toString();
    }

    private static ReferencePhoto read(Path file, EngineStart start, FaceChoice choice) {
        Frame picture = picture(file, start);
        List<Face> faces = start.analyzer().analyze(picture);
        if (faces.isEmpty()) {
            throw new TalkingHeadException(
                    ErrorCode.NO_FACE,
                    "no face was found in " + file + " (" + picture.widthPx() + " x " + picture.heightPx()
                            + " px); use a photo that shows the face larger, from the front and well lit");
        }
        try {
            Face face = choice.pick(faces, picture.widthPx(), picture.heightPx());
            return limited(new ReferencePhoto(picture, face.landmarks()));
        } catch (TalkingHeadException e) {
            throw new TalkingHeadException(e.code(), "in " + file + ": " + e.reason(), e);
        }
    }

    /** The first photo is read while the engine starts. */
    private static Frame picture(Path file, EngineStart start) {
        try {
            return ImageFiles.read(file);
        } catch (TalkingHeadException e) {
            // An engine that does not start is what to tell first.
            start.analyzer();
            throw e;
        }
    }

    private static ReferencePhoto limited(ReferencePhoto photo) {
        Frame picture = photo.picture();
        double cropScale = MAX_CROP_PX / photo.crop().side();
        double photoScale = (double) MAX_PHOTO_PX / Math.max(picture.widthPx(), picture.heightPx());
        double scale = Math.min(cropScale, photoScale);
        return scale >= 1 ? photo : photo.scaled(scale);
    }

    private float[] embed(List<ReferencePhoto> photos, Embedder embedder) {
        return MeanEmbedding.of(photos, embedder, listener, new Cancellation());
    }
}
