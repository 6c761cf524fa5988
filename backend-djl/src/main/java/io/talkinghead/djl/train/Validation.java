package io.talkinghead.djl.train;

import ai.djl.ndarray.NDArray;
import io.talkinghead.conditioning.PreparedPhoto;
import io.talkinghead.conditioning.UnlearntMotion;
import io.talkinghead.djl.engine.Gradients;
import io.talkinghead.djl.net.Generated;
import io.talkinghead.djl.sample.Shot;
import io.talkinghead.image.ContactSheet;
import io.talkinghead.image.Frame;
import io.talkinghead.image.Planes;
import io.talkinghead.lab.dataset.DatasetClip;
import io.talkinghead.lab.training.EpisodeOptions;
import io.talkinghead.lab.training.TrainingValidation;
import io.talkinghead.model.ModelSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Measures the averaged weights on people who are not trained on: always the same frames, one photo each.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
final class Validation {
    /** So many people at most: a validation should cost no more than some steps. */
    private static final int MOST_PEOPLE = 24;

    private static final int SHOWN = 8;
    private static final int PART = 4;

    private final ModelSpec spec;
    private final List<Episode> episodes;

    /** Draws the frames to measure by: one episode of each person's first video. */
    Validation(List<DatasetClip> clips, ModelSpec spec, long seed) {
        this.spec = spec;
        List<DatasetClip> measured = clips.subList(0, Math.min(MOST_PEOPLE, clips.size()));
        EpisodeOptions one = EpisodeOptions.paper()
                .withShots(1, 1)
                .withBatch(measured.size())
                .withFarTargets(0.5);
        episodes = new EpisodeSampler(measured, one, spec.resolution(), seed).step(0);
    }

    /** Measures, and draws the sheet. */
    Measured measure(Replica.Parts parts, Map<String, NDArray> weights, long step) {
        ContactSheet sheet = new ContactSheet(spec.resolution());
        double[] sums = new double[3];
        for (int from = 0; from < episodes.size(); from += PART) {
            List<Episode> part = episodes.subList(from, Math.min(episodes.size(), from + PART));
            int first = from;
            Gradients.off(() -> {
                measure(parts, weights, part, first, sums, sheet);
                return sums;
            });
        }
        int count = episodes.size();
        return new Measured(
                new TrainingValidation(step, sums[0] / count, sums[1] / count, sums[2] / count), sheet.draw());
    }

    private void measure(
            Replica.Parts parts,
            Map<String, NDArray> weights,
            List<Episode> part,
            int first,
            double[] sums,
            ContactSheet sheet) {
        EpisodeBatch batch = EpisodeBatch.of(parts.manager(), part, spec, episodes.size());
        Generated made = Forward.of(parts.networks(), batch, weights).generated();
        sums[0] +=
                part.size() * parts.losses().ofLikeness(made, batch.targets()).getFloat();
        float[] images = made.image().toFloatArray();
        @Nullable Inner inner = inner(made);
        for (int n = 0; n < part.size(); n++) {
            Episode episode = part.get(n);
            float[] image = picture(images, n);
            float[] anchor = anchor(episode);
            sums[1] += l1(image, episode.target());
            sums[2] += l1(anchor, episode.target());
            if (first + n < SHOWN) {
                sheet.row();
                sheet.add("photo", frame(episode.guide().planes()));
                sheet.add("target", frame(episode.target().planes()));
                if (inner != null) {
                    sheet.add("unlearnt motion", frame(anchor));
                    sheet.add(inner.name, frame(picture(inner.pictures, n)));
                }
                sheet.add("result", frame(image));
            }
        }
    }

    /** What the network makes on its way, where it makes a picture. */
    private static @Nullable Inner inner(Generated made) {
        return made instanceof Generated.Turned turned
                ? new Inner("moved photo", turned.warped().toFloatArray())
                : null;
    }

    private float[] picture(float[] all, int index) {
        int length = 3 * spec.resolution() * spec.resolution();
        return Arrays.copyOfRange(all, index * length, (index + 1) * length);
    }

    /** What can be had without a network: the guide, moved in closed form where the network moves it. */
    private float[] anchor(Episode episode) {
        PreparedPhoto guide = episode.guide().photo();
        return switch (spec.conditioning().kind()) {
            case LANDMARKS -> guide.planes();
            case TURNED -> UnlearntMotion.of(guide, episode.target().photo().face());
        };
    }

    private static double l1(float[] planes, Shot target) {
        double sum = 0;
        for (int i = 0; i < planes.length; i++) {
            // As it is shown: what is added to a photo may reach beyond white and black.
            sum += Math.abs(Math.max(-1, Math.min(1, planes[i])) - target.planes()[i]);
        }
        return 127.5 * sum / planes.length;
    }

    private Frame frame(float[] planes) {
        return Planes.toFrame(planes, spec.resolution());
    }

    /**
     * Pictures in between.
     *
     * @param name of them
     * @param pictures one behind the other
     */
    @SuppressWarnings("ArrayRecordComponent") // Internal, never compared.
    private record Inner(String name, float[] pictures) {}

    /**
     * What came out.
     *
     * @param scores of it
     * @param sheet pictures of some of the people
     */
    record Measured(TrainingValidation scores, Frame sheet) {}
}
