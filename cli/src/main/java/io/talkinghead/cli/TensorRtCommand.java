package io.talkinghead.cli;

import io.talkinghead.Backends;
import io.talkinghead.engine.Device;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.spi.Backend;
import java.io.PrintWriter;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Compiles a model for this machine's GPU ahead of its first use. */
@Command(name = "tensorrt", description = "Prepare models for TensorRT.")
final class TensorRtCommand {
    @Spec
    private CommandSpec spec;

    @ParentCommand
    private TalkingHeadCommand root;

    @Command(
            name = "build",
            description = "Compile a model's networks for the GPU, which takes minutes, and keep them.")
    int build(
            @Option(
                            names = "--model",
                            paramLabel = "M",
                            description = "A model's name, or the path of its bundle.",
                            defaultValue = ModelBundle.DEFAULT_NAME)
                    String model,
            @Option(names = "--device", paramLabel = "N", description = "The GPU's number.", defaultValue = "0")
                    int device) {
        PrintWriter out = spec.commandLine().getOut();
        ModelBundle bundle = ModelArgument.open(model);
        EngineOptions options = EngineOptions.defaults().withDevice(Device.cuda(device));
        try (Backend backend = Backends.open("tensorrt", Set.of(), options);
                WorkBar bar = new WorkBar(root.quiet())) {
            CancelOnExit.call(cancellation -> {
                backend.prepare(bundle, bar, cancellation);
                return bundle;
            });
        }
        out.println("the networks of " + bundle.name() + " are ready");
        out.flush();
        return 0;
    }
}
