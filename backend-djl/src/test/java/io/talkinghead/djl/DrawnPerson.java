package io.talkinghead.djl;

import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Identity;
import io.talkinghead.person.Person;
import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.testkit.Golden;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Photos of a drawn face that moves from one to the next. */
public final class DrawnPerson {
    private static final int SIDE = 160;
    private static final Color SKIN = new Color(215, 170, 140);

    private DrawnPerson() {}

    /** Photos of one person. */
    public static Person of(ModelBundle model, int photos) {
        Landmarks face = face();
        List<ReferencePhoto> list = new ArrayList<>();
        for (int i = 0; i < photos; i++) {
            Landmarks moved = face.transformed(0.9 + 0.04 * i, 10 + 3 * i, 14 - 2 * i);
            list.add(new ReferencePhoto(draw(moved, SIDE, SKIN), moved));
        }
        Identity identity = new Identity.Embedded(new float[model.spec().embedding()]);
        return new Person(model.name(), model.id(), identity, list, 0, Map.of());
    }

    /** Returns the landmarks of a face in a crop of 128 pixels. */
    public static Landmarks face() {
        return Golden.face(128);
    }

    /** Draws a face of some skin. */
    public static Frame draw(Landmarks face, int side, Color skin) {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(40, 70, 110));
        graphics.fillRect(0, 0, side, side);
        graphics.setColor(skin);
        fill(graphics, face, 0, 26);
        graphics.setColor(new Color(250, 250, 250));
        fill(graphics, face, 36, 41);
        fill(graphics, face, 42, 47);
        graphics.setColor(new Color(160, 40, 50));
        fill(graphics, face, 48, 59);
        graphics.dispose();
        return Frame.from(image);
    }

    private static void fill(Graphics2D graphics, Landmarks face, int from, int to) {
        int count = to - from + 1;
        int[] x = new int[count];
        int[] y = new int[count];
        for (int i = 0; i < count; i++) {
            // The outline runs along the jaw and back over the brows.
            int point = from == 0 && i > 16 ? to - (i - 17) : from + i;
            x[i] = Math.round(face.x(point));
            y[i] = Math.round(face.y(point));
        }
        graphics.fillPolygon(x, y, count);
    }
}
