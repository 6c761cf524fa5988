package io.talkinghead.djl;

import io.talkinghead.graph.face.FaceNet;
import io.talkinghead.graph.face.FaceNetFile;
import io.talkinghead.spi.BackendOptions;
import java.nio.FloatBuffer;
import java.util.Map;

/** A face network on DJL. */
record DjlFaceNet(FaceNetFile file, DjlNetwork network) implements FaceNet {
    static DjlFaceNet open(FaceNetFile file, BackendOptions options) {
        return new DjlFaceNet(file, DjlNetwork.open(file.read(), Map.of(), options));
    }

    @Override
    public Call newCall() {
        long resolution = file.resolution();
        DjlCall call = new DjlCall(
                network, Map.of(FaceNetFile.INPUT, new long[] {1, 3, resolution, resolution}), file.outputs());
        return new Call() {
            @Override
            public FloatBuffer input() {
                return call.input(FaceNetFile.INPUT);
            }

            @Override
            public void run() {
                call.run();
            }

            @Override
            public FloatBuffer output(String name) {
                return call.output(name);
            }
        };
    }

    @Override
    public void close() {
        network.close();
    }
}
