package io.talkinghead.bench;

import io.talkinghead.TalkingHead;
import io.talkinghead.image.Frame;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.util.Locale;

/** Prints when, after the start of the virtual machine, a head made from a photo shows its first picture. */
public final class FirstFrame {
    private static final RuntimeMXBean MACHINE = ManagementFactory.getRuntimeMXBean();

    private FirstFrame() {}

    /** Takes no arguments. */
    public static void main(String[] args) {
        print("main", 0);
        try (TalkingHead head =
                SampleHead.open(256, Runtime.getRuntime().availableProcessors())) {
            print("head open", 0);
            Frame first = head.render(head.neutralLandmarks());
            print("first frame", first.widthPx());
        }
    }

    private static void print(String what, int widthPx) {
        long sinceStart = System.currentTimeMillis() - MACHINE.getStartTime();
        double processor = ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElseThrow()
                        .toMillis()
                / 1000.0;
        System.out.printf(
                Locale.ROOT,
                "%-12s %5d ms after the start, %.2f s of processor time%s%n",
                what,
                sinceStart,
                processor,
                widthPx == 0 ? "" : ", " + widthPx + " px");
    }
}
