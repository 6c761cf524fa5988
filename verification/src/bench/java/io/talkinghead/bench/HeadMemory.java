package io.talkinghead.bench;

import io.talkinghead.TalkingHead;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Photo;
import io.talkinghead.testkit.NativeMemory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Prints what the process holds, as the system counts it, and what lives on Java's heap, with one head open and with many of the same
 * model, before and after each has rendered. Needs {@code /proc}.
 *
 * <p>With {@code JDK_JAVA_OPTIONS="-Xms1g -Xmx1g -XX:+AlwaysPreTouch"} in the environment the heap does not grow: what the process holds
 * more is then all beside it.
 */
public final class HeadMemory {
    private static final String MODEL = "model=";
    private static final int SIZE_PX = 256;
    private static final double KILO = 1024;

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
        Look empty = Look.now();
        heads.add(open(person, model));
        Look one = Look.now();
        one.print("the first head", empty, 1);
        while (heads.size() <= count) {
            heads.add(open(person, model));
        }
        Look.now().print("each of " + count + " more, open", one, count);
        heads.forEach(head -> head.render(head.neutralLandmarks()));
        Look.now().print("each, having rendered", one, count);
        heads.forEach(TalkingHead::close);
        heads.clear();
        Look.now().print("all, after closing", empty, 1);
        Files.delete(person);
    }

    private static TalkingHead open(Path person, ModelBundle model) {
        return configured(TalkingHead.builder(person), model);
    }

    private static TalkingHead configured(TalkingHead.Builder builder, ModelBundle model) {
        return builder.model(model).size(SIZE_PX).threads(1).build();
    }

    /** What there is at one time. */
    private record Look(long residentKilobytes, long heapBytes) {
        static Look now() throws IOException, InterruptedException {
            // Collects garbage first.
            long resident = NativeMemory.residentKilobytes();
            return new Look(
                    resident,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }

        void print(String what, Look before, int heads) {
            System.out.printf(
                    Locale.ROOT,
                    "%-26s %7.2f MB resident, %7.2f MB on the heap%n",
                    what,
                    (residentKilobytes - before.residentKilobytes) / KILO / heads,
                    (heapBytes - before.heapBytes) / KILO / KILO / heads);
        }
    }
}
