package io.talkinghead.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Draws curves beside each other, as an SVG picture. */
final class Plot {
    private static final int WIDTH = 380;
    private static final int HEIGHT = 220;
    private static final int MARGIN = 50;

    private Plot() {}

    /**
     * One curve, with axes from zero.
     *
     * @param what what is counted, below it
     * @param unit of the values
     * @param counts rising
     * @param values one for each count
     */
    record Panel(String what, String unit, int[] counts, double[] values) {}

    /** Returns the text of the picture. */
    static String of(Panel... panels) {
        StringBuilder drawn = new StringBuilder();
        for (int i = 0; i < panels.length; i++) {
            drawn.append(drawn(i * WIDTH, panels[i]));
        }
        return String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\"><rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%s</svg>%n",
                panels.length * WIDTH,
                HEIGHT,
                drawn);
    }

    private static String drawn(int left, Panel panel) {
        int[] counts = panel.counts();
        double most = Arrays.stream(panel.values()).max().orElseThrow();
        int last = counts[counts.length - 1];
        int bottom = HEIGHT - MARGIN;
        StringBuilder points = new StringBuilder();
        StringBuilder dots = new StringBuilder();
        for (int i = 0; i < counts.length; i++) {
            double x = left + MARGIN + (double) counts[i] / last * (WIDTH - 1.5 * MARGIN);
            double y = bottom - panel.values()[i] / most * (bottom - 20);
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
            dots.append(String.format(Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/>", x, y));
        }
        List<String> parts = List.of(
                String.format(
                        Locale.ROOT,
                        "<path d=\"M%d 10V%dH%d\" fill=\"none\" stroke=\"black\"/>",
                        left + MARGIN,
                        bottom,
                        left + WIDTH - 15),
                "<polyline points=\"" + points + "\" fill=\"none\" stroke=\"black\"/>" + dots,
                text(left + MARGIN, bottom + 16, "0"),
                text(left + WIDTH - 45, bottom + 16, Integer.toString(last)),
                text(left + WIDTH / 2, bottom + 34, panel.what()),
                text(left + 4, 24, String.format(Locale.ROOT, "%.1f %s", most, panel.unit())));
        return String.join("", parts);
    }

    private static String text(int x, int y, String text) {
        return String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\">%s</text>", x, y, text);
    }
}
