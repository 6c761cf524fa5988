package io.talkinghead.onnx;

import io.talkinghead.graph.face.FaceNet;
import io.talkinghead.graph.face.FaceNetFile;
import io.talkinghead.spi.BackendOptions;
import java.nio.FloatBuffer;
import java.util.Locale;
import java.util.Map;

/** A face network on ONNX Runtime. */
record OnnxFaceNet(FaceNetFile file, OnnxSession session) implements FaceNet {
    static OnnxFaceNet open(FaceNetFile file, BackendOptions options) {
        String what = "face network " + file.name().toLowerCase(Locale.ROOT);
        return new OnnxFaceNet(file, OnnxSession.open(what, file.read(), Map.of(), options));
    }

    @Override
    public Call newCall() {
        long resolution = file.resolution();
        OnnxSession.Call call =
                session.newCall(Map.of(FaceNetFile.INPUT, new long[] {1, 3, resolution, resolution}), file.outputs());
        return new Call() {
            @Override
            public FloatBuffer input() {
                return call.buffer(FaceNetFile.INPUT);
            }

            @Override
            public void run() {
                call.run();
            }

            @Override
            public FloatBuffer output(String name) {
                return call.buffer(name);
            }
        };
    }

    @Override
    public void close() {
        session.close();
    }
}
