package io.talkinghead.internal.head;

import io.talkinghead.engine.Capability;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.face.Landmarks;
import io.talkinghead.face.pose.LidCalibration;
import io.talkinghead.face.pose.NeutralFace;
import io.talkinghead.internal.engine.EngineShare;
import io.talkinghead.internal.render.HeadRenderer;
import io.talkinghead.internal.run.Ahead;
import io.talkinghead.internal.run.Steps;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Identity;
import io.talkinghead.person.Person;
import io.talkinghead.person.Photo;
import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.Embedder;
import io.talkinghead.spi.FewShotTuner;
import io.talkinghead.spi.Generator;
import io.talkinghead.work.Stage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Puts heads together by a plan: the engine starts while photos, person and model are read. Nothing stays open when it fails.
 *
 * <p><b>Threading:</b> any number of threads.
 */
public final class HeadAssembly {
    /** What helps whoever has a person of a model that is gone. */
    private static final String MADE_AGAIN =
            "; or make the person again: their photos are in the file, and 'talkinghead person photos' writes them out";

    private final HeadPlan plan;
    private final Optional<ModelBundle> model;
    private final HeadWork work;

    /**
     * Makes heads by a plan.
     *
     * @param model another model than the default, or than the person's own
     */
    public HeadAssembly(HeadPlan plan, Optional<ModelBundle> model, HeadWork work) {
        this.plan = plan;
        this.model = model.map(chosen -> plan.engine().engines().models().same(chosen));
        this.work = work;
    }

    /** Makes a head of 1 to 32 photos. */
    public Head fromPhotos(List<Photo> photos) {
        Set<Capability> needed = EnumSet.of(Capability.EMBED, Capability.GENERATE, Capability.ANALYZE_FACES);
        try (EngineStart start = new EngineStart(() -> plan.engine().open(needed)).withAnalyzer()) {
            ModelBundle chosen = model.orElseGet(() -> named(ModelBundle.DEFAULT_NAME));
            if (work.tuning().isEmpty()) {
                start.keep(chosen);
            }
            return head(start, chosen, tuned(person(photos, chosen, start), chosen));
        }
    }

    /** Makes a head of a saved person, which is read while the engine starts. */
    public Head fromFile(Path file) {
        return fromPerson(() -> Person.open(file), file + ": ");
    }

    /** Makes a head of a person. */
    public Head fromPerson(Person person) {
        return fromPerson(() -> person, "");
    }

    private Head fromPerson(Supplier<Person> reading, String inErrors) {
        try (EngineStart start = new EngineStart(this::renderingEngine)) {
            Person person = reading.get();
            ModelBundle chosen = modelOf(person, inErrors);
            if (work.tuning().isEmpty() && person.identity() instanceof Identity.Embedded) {
                start.keep(chosen);
            }
            return head(start, chosen, tuned(person, chosen));
        }
    }

    private EngineShare renderingEngine() {
        return plan.engine().open(EnumSet.of(Capability.GENERATE, Capability.ANALYZE_FACES));
    }

    private ModelBundle named(String name) {
        return plan.engine().engines().models().named(name);
    }

    /** Finds the person's model and checks it. */
    private ModelBundle modelOf(Person person, String inErrors) {
        try {
            ModelBundle chosen = model.orElseGet(() -> named(person.modelName()));
            person.checkModel(chosen);
            return chosen;
        } catch (TalkingHeadException e) {
            throw new TalkingHeadException(e.code(), inErrors + e.reason() + MADE_AGAIN, e);
        }
    }

    private Person person(List<Photo> photos, ModelBundle chosen, EngineStart start) {
        PhotoReader reader = new PhotoReader(start::analyzer);
        boolean oneThread = photos.size() == 1 || plan.engine().options().threads() == 1;
        List<ReadPhoto> all = read(photos, reader, oneThread);
        List<ReferencePhoto> read =
                new ArrayList<>(all.stream().map(ReadPhoto::photo).toList());
        List<Landmarks> faces = read.stream().map(ReferencePhoto::landmarks).toList();
        int neutral = NeutralFace.indexOfBest(faces);
        LidCalibration lids = LidCalibration.against(faces.get(neutral));
        read.replaceAll(photo -> new ReferencePhoto(photo.picture(), lids.apply(photo.landmarks()), photo.crop()));
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("backend", start.engine().id());
        provenance.put(
                "photos", String.join(", ", photos.stream().map(Photo::name).toList()));
        String turns = all.stream().flatMap(photo -> photo.turn().stream()).collect(Collectors.joining(", "));
        if (!turns.isEmpty()) {
            provenance.put("turned", turns);
        }
        PersonMaker maker = new PersonMaker(chosen, oneThread, work.listener(), work.cancellation());
        try (Embedder embedder = start.engine().openEmbedder(chosen)) {
            return maker.make(read, neutral, embedder, provenance);
        }
    }

    private List<ReadPhoto> read(List<Photo> photos, PhotoReader reader, boolean oneThread) {
        Steps analyzed = Steps.of(Stage.ANALYZING_PHOTOS, photos.size(), work.listener());
        try (Ahead<ReadPhoto> ahead = Ahead.of(oneThread, "talkinghead-photos")) {
            return ahead.all(photos, reader::read, "making the head", analyzed, work.cancellation());
        }
    }

    private Person tuned(Person person, ModelBundle chosen) {
        if (work.tuning().isEmpty()) {
            return person;
        }
        HeadWork.Tuned asked = work.tuning().get();
        try (Backend backend = plan.engine().openTuning();
                FewShotTuner tuner = backend.openTuner(chosen)) {
            return tuner.tune(person, asked.options(), asked.listener(), work.cancellation())
                    .person();
        }
    }

    /** What fails here takes the head's part in the engine with it. */
    private Head head(EngineStart start, ModelBundle chosen, Person person) {
        Generator generator = start.engine().openGenerator(chosen, person);
        try {
            HeadRenderer renderer = new HeadRenderer(generator, person, plan.framing(), plan.sizePx());
            return new Head(plan, start.handOver(), chosen, person, renderer);
        } catch (RuntimeException | Error e) {
            generator.close();
            throw e;
        }
    }
}
