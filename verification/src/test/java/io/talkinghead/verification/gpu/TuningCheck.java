package io.talkinghead.verification.gpu;

import io.talkinghead.TalkingHead;
import io.talkinghead.engine.Capability;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Person;
import io.talkinghead.person.Photo;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.FewShotTuner;
import io.talkinghead.tuning.Tuning;
import io.talkinghead.tuning.TuningListener;
import io.talkinghead.tuning.TuningOptions;
import io.talkinghead.work.Cancellation;
import java.io.PrintStream;
import java.nio.file.Path;

/** Measures how long the tuning of a person of one photo takes with PyTorch, with the default model. */
final class TuningCheck {
    private TuningCheck() {}

    /** Takes the device, the photo and the number of epochs. */
    public static void main(String[] args) {
        PrintStream out = System.out;
        int epochs = Integer.parseInt(args[2]);
        ModelBundle model = ModelBundle.named(ModelBundle.DEFAULT_NAME);
        try (Backend backend = CheckedBackend.open("djl", args[0], Capability.TUNE);
                TalkingHead head = head(model, Path.of(args[1]));
                FewShotTuner tuner = backend.openTuner(model)) {
            Person person = head.person();
            tune(tuner, person, 1);
            long start = System.nanoTime();
            Tuning tuning = tune(tuner, person, epochs);
            double seconds = (System.nanoTime() - start) / 1e9;
            Figure.print(out, epochs + " epochs", seconds, "s");
            Figure.print(out, "one epoch", seconds / epochs, "s");
            Figure.print(out, "end", tuning.report().stop().toString());
        }
    }

    private static TalkingHead head(ModelBundle model, Path photo) {
        return TalkingHead.builder(Photo.of(photo)).model(model).backend("onnx").build();
    }

    private static Tuning tune(FewShotTuner tuner, Person person, int epochs) {
        TuningOptions options = TuningOptions.defaults().withEpochs(epochs).withHoldOut(false);
        return tuner.tune(person, options, TuningListener.NONE, new Cancellation());
    }
}
