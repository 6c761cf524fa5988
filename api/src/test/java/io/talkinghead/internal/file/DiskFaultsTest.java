package io.talkinghead.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.talkinghead.drive.LandmarkTrack;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.face.Landmarks;
import io.talkinghead.image.Frame;
import io.talkinghead.image.ImageFiles;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.Safetensors;
import io.talkinghead.model.Upsampling;
import io.talkinghead.person.Identity;
import io.talkinghead.person.Person;
import io.talkinghead.person.ReferencePhoto;
import io.talkinghead.testkit.DiskFaults;
import io.talkinghead.testkit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every file of the API, with a disk that is full at any of its writes, or fails at any of its reads. */
@Timeout(120)
class DiskFaultsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void write_diskFullAtAnyStep_keepsTheOldFileAndThenSucceeds(Kind kind, TestReporter reporter) throws IOException {
        kind.writing.accept(folder.resolve(kind.file));
        Files.writeString(folder.resolve("beside.txt"), "another file");
        int failures = DiskFaults.fullAtEveryWrite(folder, place -> kind.writing.accept(place.resolve(kind.file)));
        reporter.publishEntry("failing writes of " + kind, String.valueOf(failures));
        // Making it, filling it, and giving it its name.
        assertThat(failures).isGreaterThan(2);
        kind.reading.accept(folder.resolve(kind.file));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WEIGHTS")
    void write_newFolderOnAFullDisk_leavesNoFile(Kind kind) {
        DiskFaults.fullAtEveryWrite(
                folder, place -> kind.writing.accept(place.resolve("a/b").resolve(kind.file)));
        kind.reading.accept(folder.resolve("a/b").resolve(kind.file));
    }

    @ParameterizedTest
    @EnumSource
    void read_diskFailsAtAnyStep_isTypedAndClosesEverything(Kind kind, TestReporter reporter) {
        kind.writing.accept(folder.resolve(kind.file));
        int failures = DiskFaults.unreadableAtEveryRead(
                folder, kind.code, place -> kind.reading.accept(place.resolve(kind.file)));
        reporter.publishEntry("failing reads of " + kind, String.valueOf(failures));
        assertThat(failures).isGreaterThan(1);
    }

    @Test
    void trial_ofAWriterThatLeavesHalfAFile_fails() {
        Consumer<Path> careless = place -> {
            try {
                Files.writeString(place.resolve("half.txt"), "half of this");
            } catch (IOException e) {
                throw new TalkingHeadException(ErrorCode.OUTPUT_NOT_WRITABLE, e.toString(), e);
            }
        };
        assertThat(catchThrowable(() -> DiskFaults.fullAtEveryWrite(folder, careless)))
                .isInstanceOf(AssertionError.class);
    }

    /** What is written, by what, and how it is read again. */
    private enum Kind {
        PERSON("a.person", ErrorCode.PERSON_INVALID, file -> person().save(file), Person::open),
        TRACK("a.json", ErrorCode.TRACK_INVALID, file -> track().write(file), LandmarkTrack::read),
        PNG("a.png", ErrorCode.IMAGE_UNREADABLE, file -> ImageFiles.write(file, picture()), ImageFiles::read),
        JPEG("a.jpg", ErrorCode.IMAGE_UNREADABLE, file -> ImageFiles.write(file, picture()), ImageFiles::read),
        MODEL_ZIP("a.zip", ErrorCode.MODEL_INVALID, file -> model().save(file), ModelBundle::open),
        MODEL_FOLDER("a.model", ErrorCode.MODEL_INVALID, file -> model().save(file), ModelBundle::open),
        WEIGHTS(
                "a.safetensors",
                ErrorCode.WEIGHTS_INVALID,
                file -> Safetensors.write(file, model().weights()),
                Safetensors::read);

        private final String file;
        private final ErrorCode code;
        private final Consumer<Path> writing;
        private final Consumer<Path> reading;

        Kind(String file, ErrorCode code, Consumer<Path> writing, Consumer<Path> reading) {
            this.file = file;
            this.code = code;
            this.writing = writing;
            this.reading = reading;
        }

        private static Person person() {
            ReferencePhoto photo = new ReferencePhoto(picture(), Golden.face(128));
            return new Person(
                    "m", "00ff", new Identity.Embedded(new float[] {1, 2, 3}), List.of(photo), 0, Map.of("by", "test"));
        }

        private static Frame picture() {
            byte[] rgb = new byte[3 * 20 * 30];
            new Random(3).nextBytes(rgb);
            return Frame.of(20, 30, rgb);
        }

        private static LandmarkTrack track() {
            Optional<Landmarks> face = Optional.of(Golden.face(64));
            return new LandmarkTrack(25, 64, 64, List.of(face, Optional.empty(), face));
        }

        private static ModelBundle model() {
            return Golden.tinyModel(Upsampling.BLOCK_END);
        }
    }
}
