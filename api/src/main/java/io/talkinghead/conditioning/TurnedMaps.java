package io.talkinghead.conditioning;

import io.talkinghead.conditioning.turn.HeadTurn;
import io.talkinghead.conditioning.turn.MeshMap;
import io.talkinghead.conditioning.turn.PosedFace;
import io.talkinghead.conditioning.turn.Surround;
import io.talkinghead.model.Conditioning;
import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * The working memory in which the input of a head that turns is made. Nothing in it outlives a picture, so all heads of the process
 * take turns with it, as many as work at the same time: of its own each would hold 2 MB more at 256 pixels.
 *
 * <p><b>Threading:</b> taking and giving back from any thread; in between one thread.
 */
final class TurnedMaps {
    /** Those not in use, by resolution. */
    private static final Map<Integer, Deque<TurnedMaps>> FREE = new HashMap<>();

    private final Deque<TurnedMaps> home;
    private final int resolution;
    private final float[] picture;
    private final Surround surround;
    private final float[] surroundMap;
    private final HeadTurn head;
    private final float[] headMap;
    private final MeshMap mesh;
    private final float[] meshMap;

    private TurnedMaps(Deque<TurnedMaps> home, int resolution) {
        this.home = home;
        this.resolution = resolution;
        int cells = resolution / Conditioning.Turned.CELL_PX;
        picture = new float[3 * resolution * resolution];
        surround = new Surround(resolution);
        surroundMap = new float[2 * Surround.CELLS * Surround.CELLS];
        head = new HeadTurn(resolution);
        headMap = new float[3 * cells * cells];
        mesh = new MeshMap(resolution);
        meshMap = new float[4 * resolution * resolution];
    }

    /** Returns one for the caller alone; new only where more are used at the same time than ever before. */
    static TurnedMaps take(int resolution) {
        synchronized (FREE) {
            Deque<TurnedMaps> free = FREE.computeIfAbsent(resolution, unused -> new ArrayDeque<>());
            return free.isEmpty() ? new TurnedMaps(free, resolution) : free.pop();
        }
    }

    /** Lets others have it. */
    void giveBack() {
        synchronized (FREE) {
            home.push(this);
        }
    }

    /** Writes what {@link Conditioning.Turned} says. */
    void write(PosedFace target, PreparedPhoto guide, FloatBuffer to) {
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
