package io.talkinghead.conditioning;

import io.talkinghead.conditioning.turn.HeadTurn;
import io.talkinghead.conditioning.turn.MeshMap;
import io.talkinghead.conditioning.turn.PosedFace;
import io.talkinghead.conditioning.turn.Surround;
import io.talkinghead.model.Conditioning;
import io.talkinghead.model.ModelSpec;
import java.nio.FloatBuffer;

/**
 * The landmark picture, and behind it the closed-form motions of the guide: see {@link Conditioning.Turned}.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
final class TurnedInput extends GeneratorInput {
    private final int resolution;
    private final Surround surround;
    private final float[] surroundMap;
    private final HeadTurn head;
    private final float[] headMap;
    private final MeshMap mesh;
    /** For the mesh, and before it for the picture: one after the other, so that a head holds less memory. */
    private final float[] large;

    TurnedInput(ModelSpec spec, Conditioning.Turned conditioning) {
        super(spec);
        resolution = spec.resolution();
        int side = conditioning.flowSide(resolution);
        int cells = resolution / Conditioning.Turned.CELL_PX;
        surround = new Surround(resolution);
        surroundMap = new float[2 * Surround.CELLS * Surround.CELLS];
        head = new HeadTurn(resolution);
        headMap = new float[3 * cells * cells];
        mesh = new MeshMap(resolution, conditioning.warp().fineness());
        large = new float[4 * side * side];
    }

    @Override
    public void write(PosedFace target, PreparedPhoto guide, FloatBuffer to) {
        int picture = 3 * resolution * resolution;
        LandmarkPicture.drawAhead(target, resolution, large);
        to.put(0, large, 0, picture);
        surround.map(guide.face(), target, surroundMap);
        to.put(picture, surroundMap);
        head.map(guide.face(), target, headMap);
        to.put(picture + surroundMap.length, headMap);
        mesh.map(guide.face(), target, large);
        to.put(picture + surroundMap.length + headMap.length, large);
    }
}
