package io.talkinghead.verification.kill;

import io.talkinghead.Backends;
import io.talkinghead.Engine;
import io.talkinghead.engine.Device;
import io.talkinghead.engine.EngineOptions;
import io.talkinghead.internal.file.NativeBundle;
import io.talkinghead.internal.file.NativeCache;
import io.talkinghead.internal.file.NativePlace;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.spi.video.VideoReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Starts ONNX Runtime and FFmpeg, which unpacks their libraries where the property says, and then unpacks files of the size of
 * libraries over and over, deleting them each time; to be killed. With a third argument it ends after the first time.
 */
final class NativesProgram {
    private NativesProgram() {}

    /** Takes the folder of the libraries, a video and, perhaps, anything more. */
    public static void main(String[] args) throws Exception {
        NativePlace place = new NativePlace(Path.of(args[0]), false);
        List<String> names = List.of("descriptor.onnx", "inception.onnx");
        NativeBundle bundle = NativeBundle.find("large-1", ModelBundle.class, "/META-INF/talkinghead/features/", names);
        EngineOptions options = EngineOptions.defaults().withDevice(Device.CPU).withThreads(1);
        try (Engine engine = Engine.open("onnx", options);
                VideoReader video = Backends.videos().openReader(Path.of(args[1]))) {
            if (engine.options().threads() != 1 || video.next().isEmpty()) {
                throw new IllegalStateException("nothing was read");
            }
        }
        unpack(bundle, place);
        PrintStream printed = System.out;
        printed.println("loaded");
        while (args.length == 2) {
            Path folder = unpack(bundle, place);
            for (String name : names) {
                Files.delete(folder.resolve(name));
            }
        }
    }

    private static Path unpack(NativeBundle bundle, NativePlace place) throws IOException {
        return NativeCache.load(bundle, List.of(place), folder -> {});
    }
}
