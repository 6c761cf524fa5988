package io.talkinghead.bench;

import io.talkinghead.TalkingHead;
import io.talkinghead.image.Frame;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints when, after the start of the virtual machine, a head made from a photo shows its first picture. Looking costs as little
 * as can be: what takes time, asking for the start among it, is done in the end.
 */
public final class FirstFrame {
    private final List<Moment> moments = new ArrayList<>();

    private FirstFrame() {}

    /** Takes no arguments. */
    public static void main(String[] args) {
        FirstFrame watch = new FirstFrame();
        watch.look("main");
        try (TalkingHead head =
                SampleHead.open(256, Runtime.getRuntime().availableProcessors())) {
            watch.look("head open");
            Frame first = head.render(head.neutralLandmarks());
            watch.look("first frame");
            watch.print();
            System.out.println(first.widthPx() + " px");
        }
    }

    private void look(String what) {
        Duration processor =
                ProcessHandle.current().info().totalCpuDuration().orElseThrow();
        moments.add(new Moment(what, System.currentTimeMillis(), processor.toMillis()));
    }

    private void print() {
        long start = ManagementFactory.getRuntimeMXBean().getStartTime();
        for (Moment moment : moments) {
            System.out.println(moment.what + ": " + (moment.millis - start) + " ms after the start, "
                    + moment.processorMillis + " ms of processor time");
        }
    }

    private record Moment(String what, long millis, long processorMillis) {}
}
