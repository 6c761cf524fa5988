package io.talkinghead.marks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.image.Synthesis;
import io.talkinghead.internal.mark.Scenes;
import io.talkinghead.internal.mark.Watermark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkedFilesTest {
    private static final Synthesis WHOLE = new Synthesis(false, "TalkingHead 1.2 <&>", "a-model", "0123abcd");
    private static final String TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/";

    private final Frame scene = Scenes.of(200, 160, 1);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"a.png", "a.jpg"})
    void picture_saysHowItWasMade(String name) throws IOException {
        Path file = folder.resolve(name);
        ImageFiles.write(file, scene.withSynthesis(WHOLE));
        assertThat(Synthesis.read(file)).contains(WHOLE);
        assertThat(WHOLE.digitalSourceType()).isEqualTo(TYPE + "trainedAlgorithmicMedia");
        // It is the same picture still.
        ImageFiles.write(folder.resolve("plain-" + name), scene);
        assertThat(ImageFiles.read(file).rgb())
                .isEqualTo(ImageFiles.read(folder.resolve("plain-" + name)).rgb());
        assertThat(Synthesis.read(folder.resolve("plain-" + name))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.png", "a.jpg"})
    void picture_isReadByExiftool(String name) throws Exception {
        Path file = folder.resolve(name);
        Synthesis part = new Synthesis(true, "TalkingHead", "a-model", "0123abcd");
        ImageFiles.write(file, scene.withSynthesis(part));
        String told = exiftool(file);
        assertThat(told).contains(TYPE + "compositeWithTrainedAlgorithmicMedia", "TalkingHead", "a-model", "0123abcd");
        assertThat(told).doesNotContain("Warning", "Error");
    }

    private static String exiftool(Path file) throws Exception {
        Process process;
        try {
            process = new ProcessBuilder("exiftool", "-a", "-n", file.toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            Assumptions.abort("exiftool is not installed");
            throw e;
        }
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return told;
    }

    @Test
    void detect_pictureWithBothMarks_tellsOfBoth() {
        Path file = folder.resolve("a.png");
        Frame marked = Scenes.marked(scene, new Watermark(OptionalInt.of(7)));
        ImageFiles.write(file, marked.withSynthesis(WHOLE));
        Detection found = Marks.detect(file);
        assertThat(found.isMarked()).isTrue();
        assertThat(found.metadata()).contains(WHOLE);
        assertThat(found.watermark()).isTrue();
        assertThat(found.falseAlarm()).isLessThan(Detection.FALSE_ALARMS);
        assertThat(found.payload()).hasValue(7);
        assertThat(Marks.detect(marked).metadata()).isEmpty();
    }

    @Test
    void detect_plainPicture_tellsOfNone() throws IOException {
        Path file = folder.resolve("a.png");
        ImageFiles.write(file, scene);
        // What looks like the beginning of a packet is none, and a damaged one says nothing.
        Files.write(
                file,
                "<?<?xpacket begin=<x:xmpmeta".getBytes(StandardCharsets.UTF_8),
                java.nio.file.StandardOpenOption.APPEND);
        Detection found = Marks.detect(file);
        assertThat(found.isMarked()).isFalse();
        assertThat(found.payload()).isEmpty();
        assertThat(found.metadata()).isEqualTo(Optional.empty());
    }

    @Test
    void read_packetOfAnotherProgram_isUnderstood() throws IOException {
        Path file = folder.resolve("any.bin");
        String first = "<?xpacket begin='' id='x'?><x:xmpmeta xmlns:x='adobe:ns:meta/'/><?xpacket end='w'?>";
        String second = "<?xpacket begin='' id='x'?><x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF"
                + " xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about=''"
                + " xmlns:i='http://iptc.org/std/Iptc4xmpExt/2008-02-29/' i:DigitalSourceType='" + TYPE
                + "trainedAlgorithmicMedia'/></rdf:RDF></x:xmpmeta><?xpacket end='w'?>";
        Files.writeString(file, "\0\1<?xpack" + first + second);
        assertThat(Synthesis.read(file)).contains(new Synthesis(false, "", "", ""));
        Files.writeString(file, second.replace("trainedAlgorithmicMedia", "digitalCapture"));
        assertThat(Synthesis.read(file)).isEmpty();
    }

    @Test
    void mark_pictureOfOthers_isMarkedInACopy() {
        Frame sheet = scene.withSynthesis(WHOLE);
        byte[] before = sheet.rgb().clone();
        Frame marked = Marks.standard().withPayload(9).mark(sheet);
        assertThat(sheet.rgb()).isEqualTo(before);
        assertThat(marked.synthesis()).contains(WHOLE);
        assertThat(Marks.detect(marked).payload()).hasValue(9);
        assertThat(Marks.standard().mark(scene).synthesis()).isEmpty();
        assertThat(Marks.none().mark(sheet)).isSameAs(sheet);
    }

    @Test
    void none_hasNoPayload() {
        assertThat(Marks.none().areOn()).isFalse();
        assertThatThrownBy(() -> Marks.none().withPayload(1)).isInstanceOf(IllegalStateException.class);
        assertThat(Marks.standard().withPayload(1))
                .isEqualTo(Marks.standard().withPayload(1))
                .isNotEqualTo(Marks.standard());
        assertThat(Marks.standard().payload()).isEmpty();
    }
}
