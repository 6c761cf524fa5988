package io.talkinghead.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.face.CropRule;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.image.SquareCrop;
import io.talkinghead.internal.file.ZipArchive;
import io.talkinghead.testkit.Golden;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonFileTest {
    @TempDir
    private Path folder;

    @Test
    void write_andRead_streams_areTheFile(@TempDir Path place) throws IOException {
        Path file = place.resolve("a.person");
        person().save(file);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        person().write(out);
        assertThat(out.toByteArray()).isEqualTo(Files.readAllBytes(file));
        Person again = Person.read(new ByteArrayInputStream(out.toByteArray()));
        assertThat(again.modelId()).isEqualTo(person().modelId());
        assertThat(again.photos().get(0).picture().rgb())
                .isEqualTo(person().photos().get(0).picture().rgb());
        byte[] cut = Arrays.copyOf(out.toByteArray(), out.size() / 2);
        assertThatThrownBy(() -> Person.read(new ByteArrayInputStream(cut)))
                .hasMessageContaining("TH-304")
                .hasMessageContaining("the stream");
    }

    @Test
    void save_person_opensTheSame() {
        Person person = person();
        Path file = folder.resolve("a.person");
        PersonFile.save(person, file);
        Person again = PersonFile.open(file);
        assertThat(again.modelId()).isEqualTo("00ff");
        assertThat(again.provenance()).isEqualTo(person.provenance());
        assertThat(((Identity.Embedded) again.identity()).embedding()).containsExactly(1, 2, 3);
        assertThat(again.photos().get(0).landmarks())
                .isEqualTo(person.photos().get(0).landmarks());
        assertThat(again.photos().get(0).picture().rgb())
                .isEqualTo(person.photos().get(0).picture().rgb());
    }

    @Test
    void save_croppedPhoto_staysCroppedAndOneThatIsNotFollowsTheRule() {
        Landmarks face = person().photos().get(0).landmarks();
        Frame square = Frame.of(128, 128, new byte[3 * 128 * 128]);
        Person person = person(List.of(ReferencePhoto.cropped(square, face), new ReferencePhoto(square, face)));
        PersonFile.save(person, folder.resolve("a.person"));
        Person again = PersonFile.open(folder.resolve("a.person"));
        assertThat(again.photos().get(0).crop()).isEqualTo(new SquareCrop(0, 0, 128));
        assertThat(again.photos().get(1).crop()).isEqualTo(CropRule.squareAround(face));
    }

    @Test
    void save_samePersonTwice_givesTheSameBytes() throws IOException {
        PersonFile.save(person(), folder.resolve("a.person"));
        PersonFile.save(person(), folder.resolve("b.person"));
        assertThat(Files.readAllBytes(folder.resolve("a.person")))
                .isEqualTo(Files.readAllBytes(folder.resolve("b.person")));
    }

    @Test
    void open_truncatedAnywhere_isRefusedInOneWay() throws IOException {
        PersonFile.save(person(), folder.resolve("a.person"));
        byte[] whole = Files.readAllBytes(folder.resolve("a.person"));
        Path cut = folder.resolve("cut.person");
        int refused = 0;
        for (int length = 0; length < whole.length - 400; length += 7) {
            Files.write(cut, Arrays.copyOf(whole, length));
            try {
                PersonFile.open(cut);
            } catch (TalkingHeadException e) {
                assertThat(e).hasMessageContaining("TH-304");
                refused++;
            }
        }
        assertThat(refused).isEqualTo((whole.length - 400 + 6) / 7);
    }

    @Test
    void open_notAPersonOrMissing_isRefusedNamingIt() throws IOException {
        Path text = Files.writeString(folder.resolve("t.person"), "hello");
        assertThatThrownBy(() -> PersonFile.open(text))
                .hasMessageContaining("TH-304")
                .hasMessageContaining("t.person");
        assertThatThrownBy(() -> PersonFile.open(folder.resolve("none.person"))).hasMessageContaining("none.person");
    }

    @Test
    void open_fewBytesOfManyBlankPixels_areRefusedBeforeTheyFillTheMemory() throws IOException {
        ByteArrayOutputStream blank = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(3000, 3000, BufferedImage.TYPE_BYTE_BINARY), "png", blank);
        ReferencePhoto photo = person().photos().get(0);
        Path file = folder.resolve("blank.person");
        PersonFile.save(person(List.of(photo, photo)), file);
        Map<String, byte[]> parts = new LinkedHashMap<>(ZipArchive.read(file, 1 << 20, ErrorCode.PERSON_INVALID));
        parts.put("photos/0.png", blank.toByteArray());
        ZipArchive.write(file, parts);
        assertThat(PersonFile.open(file).photos()).hasSize(2);
        parts.put("photos/1.png", blank.toByteArray());
        ZipArchive.write(file, parts);
        assertThatThrownBy(() -> PersonFile.open(file))
                .hasMessageContaining("TH-304")
                .hasMessageContaining("18000000 pixels");
    }

    private static Person person() {
        byte[] rgb = new byte[3 * 20 * 30];
        new Random(3).nextBytes(rgb);
        Landmarks face = Golden.face(128);
        ReferencePhoto photo = new ReferencePhoto(Frame.of(20, 30, rgb), face);
        return person(List.of(photo));
    }

    private static Person person(List<ReferencePhoto> photos) {
        Identity identity = new Identity.Embedded(new float[] {1, 2, 3});
        return new Person("m", "00ff", identity, photos, 0, Map.of("backend", "onnx"));
    }
}
