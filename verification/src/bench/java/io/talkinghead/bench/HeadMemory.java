package io.talkinghead.bench;

import io.talkinghead.TalkingHead;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Photo;
import io.talkinghead.testkit.NativeMemory;
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
        long empty = NativeMemory.residentKilobytes();
        heads.add(open(person, model));
        long one = NativeMemory.residentKilobytes();
        print("the first head", one - empty, 1);
        while (heads.size() <= count) {
            heads.add(open(person, model));
        }
        long opened = NativeMemory.residentKilobytes();
        print("each of " + count + " more, open", opened - one, count);
        heads.forEach(head -> head.render(head.neutralLandmarks()));
        print("each, having rendered", NativeMemory.residentKilobytes() - one, count);
        heads.forEach(TalkingHead::close);
        heads.clear();
        print("all, after closing", NativeMemory.residentKilobytes() - empty, 1);
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
}
