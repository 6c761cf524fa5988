package io.talkinghead.bench;

import io.talkinghead.TalkingHead;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Photo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Prints what the process holds, as the system counts it, with one head open and with many of the same model, before and after
 * each has rendered. Needs {@code /proc}.
 */
public final class HeadMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String MODEL = "model=";
    private static final int SIZE_PX = 256;

    private HeadMemory() {}

    /** Takes the number of heads, 100 without one, and {@code model=PATH} for another model than the shipped one. */
    public static void main(String[] args) throws Exception {
        int count = 100;
        ModelBundle model = ModelBundle.named(ModelBundle.DEFAULT_NAME);
        for (String arg : args) {
            if (arg.startsWith(MODEL)) {
                model = ModelBundle.open(Path.of(arg.substring(MODEL.length())));
            } else {
                count = Integer.parseInt(arg);
            }
        }
        Path person = Files.createTempFile("astronaut", ".person");
        try (TalkingHead head = configured(TalkingHead.builder(Photo.of(SampleHead.PHOTO)), model)) {
            head.save(person);
        }
        List<TalkingHead> heads = new ArrayList<>();
        long empty = residentKilobytes();
        heads.add(open(person, model));
        long one = residentKilobytes();
        print("the first head", one - empty, 1);
        while (heads.size() <= count) {
            heads.add(open(person, model));
        }
        long opened = residentKilobytes();
        print("each of " + count + " more, open", opened - one, count);
        heads.forEach(head -> head.render(head.neutralLandmarks()));
        print("each, having rendered", residentKilobytes() - one, count);
        heads.forEach(TalkingHead::close);
        heads.clear();
        print("all, after closing", residentKilobytes() - empty, 1);
        Files.delete(person);
    }

    private static TalkingHead open(Path person, ModelBundle model) {
        return configured(TalkingHead.builder(person), model);
    }

    private static TalkingHead configured(TalkingHead.Builder builder, ModelBundle model) {
        return builder.model(model).size(SIZE_PX).threads(1).build();
    }

    private static void print(String what, long kilobytes, int heads) {
        System.out.printf(Locale.ROOT, "%-26s %7.1f MB%n", what, kilobytes / 1024.0 / heads);
    }

    /** Memory is given back some time after a collection, so the least of several looks counts. */
    private static long residentKilobytes() throws IOException, InterruptedException {
        long least = Long.MAX_VALUE;
        for (int look = 0; look < 10; look++) {
            System.gc();
            Thread.sleep(100);
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith("RssAnon:")) {
                    least = Math.min(least, Long.parseLong(line.replaceAll("\\D", "")));
                }
            }
        }
        return least;
    }
}
