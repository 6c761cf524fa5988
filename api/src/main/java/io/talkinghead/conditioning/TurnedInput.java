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
    private final float[] picture;
    private final Surround surround;
    private final float[] surroundMap;
    private final HeadTurn head;
    private final float[] headMap;
    private final MeshMap mesh;
    private final float[] meshMap;

    TurnedInput(ModelSpec spec) {
        super(spec);
        resolution = spec.resolution();
        int cells = resolution / Conditioning.Turned.CELL_PX;
        picture = new float[3 * resolution * resolution];
        surround = new Surround(resolution);
        surroundMap = new float[2 * Surround.CELLS * Surround.CELLS];
        head = new HeadTurn(resolution);
        headMap = new float[3 * cells * cells];
        mesh = new MeshMap(resolution);
        meshMap = new float[4 * resolution * resolution];
    }

    @Override
    public void write(PosedFace target, PreparedPhoto guide, FloatBuffer to) {
        LandmarkPicture.draw(target, resolution, picture);
        surround.map(guide.face(), target, surroundMap);
        head.map(guide.face(), target, headMap);
        mesh.map(guide.face(), target, meshMap);
        int at = 0;
        at = put(picture, at, to);
        at = put(surroundMap, at, to);
        at = put(headMap, at, to);
        put(meshMap, at, to);
    }

    private static int put(float[] part, int at, FloatBuffer to) {
        to.put(at, part);
        return at + part.length;
    }
}
