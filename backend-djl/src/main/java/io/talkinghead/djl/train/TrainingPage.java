package io.talkinghead.djl.train;

import io.talkinghead.internal.file.AtomicFile;
import io.talkinghead.lab.training.TrainingLosses;
import io.talkinghead.lab.training.TrainingPlan;
import io.talkinghead.lab.training.TrainingValidation;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * {@code report.html}: learning curves and pictures, one page without anything from elsewhere but {@code samples.png} beside
 * it. A browser that shows it loads it again every minute.
 */
final class TrainingPage {
    private static final int WIDTH = 560;
    private static final int HEIGHT = 180;

    private final TrainingPlan plan;

    TrainingPage(TrainingPlan plan) {
        this.plan = plan;
    }

    /** Writes the page. */
    void write(List<LossTable.Row> rows, List<TrainingValidation> validations) {
        StringBuilder page = new StringBuilder();
        page.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n")
                .append("<meta http-equiv=\"refresh\" content=\"60\">\n<title>")
                .append(plan.name())
                .append(
                        "</title>\n<style>body{font:14px sans-serif;margin:24px;color:#222}figure{display:inline-block;")
                .append(
                        "margin:0 24px 24px 0}svg{border:1px solid #ccc}polyline{fill:none;stroke:#06c;stroke-width:1.5}")
                .append("</style></head><body>\n<h1>")
                .append(plan.name())
                .append("</h1>\n");
        long step = rows.isEmpty() ? 0 : rows.get(rows.size() - 1).step();
        page.append(String.format(
                Locale.ROOT,
                "<p>%d of %d steps. Lower is better, but for the two sides of the adversarial game.</p>%n",
                step,
                plan.options().schedule().steps()));
        page.append(losses("likeness (content and pixels)", rows, TrainingLosses::likeness));
        page.append(curve(
                "held-out likeness, averaged weights",
                validations.stream()
                        .map(validation -> new double[] {validation.step(), validation.score()})
                        .toList()));
        page.append(losses("adversarial, with feature matching", rows, TrainingLosses::adversarial));
        page.append(losses("discriminator", rows, TrainingLosses::discriminator));
        page.append(losses("matching", rows, TrainingLosses::matching));
        page.append(curve(
                "seconds a step",
                rows.stream()
                        .map(row -> new double[] {row.step(), row.secondsPerStep()})
                        .toList()));
        page.append(
                "<h2>People not trained on</h2>\n<p><img src=\"samples.png\" alt=\"samples\"></p>\n</body></html>\n");
        Path file = plan.out().resolve("report.html");
        AtomicFile.write(file, page);
    }

    private static String losses(String title, List<LossTable.Row> rows, ToDoubleFunction<TrainingLosses> value) {
        return curve(
                title,
                rows.stream()
                        .map(row -> new double[] {row.step(), value.applyAsDouble(row.losses())})
                        .toList());
    }

    private static String curve(String title, List<double[]> points) {
        double last = points.isEmpty() ? 0 : points.get(points.size() - 1)[1];
        double lowest = points.stream().mapToDouble(point -> point[1]).min().orElse(0);
        double highest = points.stream().mapToDouble(point -> point[1]).max().orElse(1);
        double end = points.isEmpty() ? 1 : points.get(points.size() - 1)[0];
        double begin = points.isEmpty() ? 0 : points.get(0)[0];
        String line = points.stream()
                .map(point -> String.format(
                        Locale.ROOT,
                        "%.1f,%.1f",
                        WIDTH * (point[0] - begin) / Math.max(1, end - begin),
                        HEIGHT - 4 - (HEIGHT - 8) * (point[1] - lowest) / Math.max(1e-9, highest - lowest)))
                .collect(Collectors.joining(" "));
        return String.format(
                Locale.ROOT,
                "<figure><figcaption>%s: %.4g (%.4g to %.4g)</figcaption><svg width=\"%d\" height=\"%d\"><polyline"
                        + " points=\"%s\"/></svg></figure>%n",
                title,
                last,
                lowest,
                highest,
                WIDTH,
                HEIGHT,
                line);
    }
}
