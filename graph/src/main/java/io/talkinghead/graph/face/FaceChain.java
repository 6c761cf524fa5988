package io.talkinghead.graph.face;

import io.talkinghead.face.Face;
import io.talkinghead.face.FaceRegion;
import io.talkinghead.face.Landmarks;
import io.talkinghead.graph.network.NetworkEngine;
import io.talkinghead.image.Frame;
import io.talkinghead.internal.run.Pool;
import io.talkinghead.spi.FaceAnalyzer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The face analyser all backends share: BlazeFace finds faces, FaceMesh reads each twice - the second time from a region laid
 * around the first reading - and its 468 points become 68 landmarks.
 *
 * <p><b>Threading:</b> any number of threads. Closing closes the networks, which refuse later calls.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FaceChain implements FaceAnalyzer {
    private static final double MIN_FLAG = 0.5;
    private static final double SAME_FACE_OVERLAP = 0.5;

    private final FaceNet blazeFace;
    private final FaceNet faceMesh;
    private final Pool<Workspace> workspaces = new Pool<>(this::newWorkspace, Workspace::close);

    /** Opens the two networks, both or none. */
    public static FaceChain open(NetworkEngine engine) {
        FaceNet blazeFace = FaceNet.open(FaceNetFile.BLAZEFACE, engine);
        try {
            return new FaceChain(blazeFace, FaceNet.open(FaceNetFile.FACEMESH, engine));
        } catch (RuntimeException | Error e) {
            blazeFace.close();
            throw e;
        }
    }

    /** Takes over the two networks. */
    private FaceChain(FaceNet blazeFace, FaceNet faceMesh) {
        this.blazeFace = blazeFace;
        this.faceMesh = faceMesh;
    }

    @Override
    public List<Face> analyze(Frame picture) {
        return workspaces.use(FaceChain::analyze, picture);
    }

    private static List<Face> analyze(Workspace workspace, Frame picture) {
        List<Face> faces = new ArrayList<>();
        for (Detection detection : workspace.detector.detect(picture)) {
            Mesh mesh = workspace.mesh.read(picture, detection.region());
            double firstFlag = mesh.flag;
            workspace.mesh.read(picture, mesh.region());
            // On profiles the flag wavers around its threshold; one of two readings is enough.
            if (Math.max(firstFlag, mesh.flag) > MIN_FLAG) {
                Landmarks landmarks = workspace.landmarks.of(mesh);
                Face face = new Face(detection.box(), detection.score(), landmarks, mesh.region());
                addUnlessKnown(face, faces);
            }
        }
        faces.sort(Comparator.comparingDouble((Face face) -> face.box().area()).reversed());
        return List.copyOf(faces);
    }

    // Two boxes of the detector may lead to the same face.
    private static void addUnlessKnown(Face face, List<Face> faces) {
        boolean known = faces.stream()
                .anyMatch(other -> Detection.overlap(
                                other.landmarks().box(), face.landmarks().box())
                        > SAME_FACE_OVERLAP);
        if (!known) {
            faces.add(face);
        }
    }

    @Override
    public Optional<Face> track(Frame picture, FaceRegion region) {
        return workspaces.use((workspace, where) -> track(workspace, picture, where), region);
    }

    private static Optional<Face> track(Workspace workspace, Frame picture, FaceRegion region) {
        Mesh mesh = workspace.mesh.read(picture, region);
        return mesh.flag > MIN_FLAG
                ? Optional.of(new Face(mesh.levelBox(0), mesh.flag, workspace.landmarks.of(mesh), mesh.region()))
                : Optional.empty();
    }

    private Workspace newWorkspace() {
        FaceNet.Call detecting = blazeFace.newCall();
        try {
            return new Workspace(detecting, faceMesh.newCall());
        } catch (RuntimeException | Error e) {
            detecting.close();
            throw e;
        }
    }

    @Override
    public void close() {
        workspaces.close();
        blazeFace.close();
        faceMesh.close();
    }

    /** One thread's buffers. */
    private static final class Workspace {
        private final FaceNet.Call detecting;
        private final FaceNet.Call meshing;
        final Detector detector;
        final MeshReader mesh;
        final MeshLandmarks landmarks = new MeshLandmarks();

        Workspace(FaceNet.Call detecting, FaceNet.Call meshing) {
            this.detecting = detecting;
            this.meshing = meshing;
            detector = new Detector(detecting);
            mesh = new MeshReader(meshing);
        }

        void close() {
            detecting.close();
            meshing.close();
        }
    }
}
