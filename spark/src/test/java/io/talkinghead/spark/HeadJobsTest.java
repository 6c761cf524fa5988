package io.talkinghead.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.TalkingHead;
import io.talkinghead.drive.Driver;
import io.talkinghead.drive.LandmarkTrack;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.person.Photo;
import io.talkinghead.testkit.Golden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two executors, sixty jobs, five of them broken, and one executor that is killed half-way. */
@ExtendWith(TwoWorkers.class)
class HeadJobsTest {
    private static final int JOBS = 60;
    private static final Path SAMPLES = Path.of("../examples/samples").toAbsolutePath();

    @TempDir
    private static Path folder;

    private static Path model;
    private static List<Path> tracks;

    @BeforeAll
    static void start() throws IOException {
        ModelBundle tiny = Golden.turnedModel();
        model = folder.resolve("tiny.zip");
        tiny.save(model);
        LandmarkTrack all = LandmarkTrack.read(SAMPLES.resolve("demo-track.json"));
        tracks = List.of(track(all, 3, "short.json"), track(all, 5, "long.json"));
    }

    private static Path track(LandmarkTrack all, int frames, String name) {
        Path file = folder.resolve(name);
        new LandmarkTrack(
                        all.framesPerSecond(),
                        all.widthPx(),
                        all.heightPx(),
                        all.frames().subList(0, frames))
                .write(file);
        return file;
    }

    private static HeadJob job(int number, Path out) {
        Path photo = SAMPLES.resolve(number % 2 == 0 ? "astronaut.png" : "joconde.jpg");
        Path track = tracks.get(number / 2 % 2);
        return HeadJob.of(
                        List.of(photo.toUri().toString()),
                        track.toUri().toString(),
                        out.resolve("clip-" + number + (number % 3 == 0 ? ".gif" : ".mp4"))
                                .toUri()
                                .toString())
                .with("model", model.toUri().toString())
                .with("size", "64");
    }

    /** Jobs that cannot be done, by number, each wrong in its own way. */
    private static Map<Integer, HeadJob> broken(Path out) throws IOException {
        Path text = Files.writeString(folder.resolve("notes.png"), "this is no picture");
        Path video = Files.writeString(folder.resolve("notes.mp4"), "this is no video");
        Path person = Files.writeString(folder.resolve("notes.person"), "no person");
        Map<Integer, HeadJob> jobs = new HashMap<>();
        jobs.put(
                7,
                new HeadJob(
                        List.of(text.toUri().toString()),
                        job(7, out).driver(),
                        job(7, out).output(),
                        job(7, out).options()));
        jobs.put(
                19,
                new HeadJob(
                        job(19, out).subject(),
                        video.toUri().toString(),
                        job(19, out).output(),
                        job(19, out).options()));
        jobs.put(
                31,
                new HeadJob(
                        List.of(person.toUri().toString()),
                        job(31, out).driver(),
                        job(31, out).output(),
                        job(31, out).options()));
        jobs.put(
                43,
                new HeadJob(
                        job(43, out).subject(),
                        folder.resolve("none.json").toUri().toString(),
                        job(43, out).output(),
                        job(43, out).options()));
        jobs.put(55, job(55, out).with("size", "huge"));
        return jobs;
    }

    @Test
    void render_sixtyJobsWithAnExecutorKilled_givesTheBytesOfOneMachineAndTheCodesOfTheBroken(SparkSession spark)
            throws Exception {
        Path out = folder.resolve("out");
        Map<Integer, HeadJob> broken = broken(out);
        List<HeadJob> jobs = new ArrayList<>();
        for (int i = 0; i < JOBS; i++) {
            jobs.add(broken.getOrDefault(i, job(i, out)));
        }
        List<JobResult> results;
        try (ExecutorKill kill = ExecutorKill.after(spark, JOBS / 2)) {
            results = HeadJobs.render(spark, HeadJobs.dataset(spark, jobs)).collectAsList().stream()
                    .map(JobResult::of)
                    .toList();
            assertThat(kill.killed()).isEqualTo(1);
        }
        assertThat(results)
                .extracting(JobResult::output)
                .isEqualTo(jobs.stream().map(HeadJob::output).toList());
        Map<Integer, String> codes = Map.of(7, "TH-101", 19, "TH-201", 31, "TH-304", 43, "TH-203", 55, "");
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < JOBS; i++) {
            JobResult result = results.get(i);
            assertThat(result.code()).as("%s", result).isEqualTo(codes.getOrDefault(i, ""));
            assertThat(result.status()).as("%s", result).isEqualTo(codes.containsKey(i) ? "failed" : "done");
            if (!codes.containsKey(i)) {
                assertThat(result.frames()).isEqualTo(i / 2 % 2 == 0 ? 3 : 5);
                expected.add(Path.of(URI.create(result.output())).getFileName().toString());
            }
        }
        assertThat(results.get(19).message()).contains("notes.mp4");
        try (Stream<Path> files = Files.list(out)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(expected);
        }
        Map<String, byte[]> references = new HashMap<>();
        for (int i = 0; i < JOBS; i++) {
            if (!codes.containsKey(i)) {
                Path clip = Path.of(URI.create(jobs.get(i).output()));
                HeadJob job = jobs.get(i);
                byte[] reference = references.computeIfAbsent(
                        job.subject() + job.driver() + (i % 3 == 0), kind -> alone(clip, job));
                assertThat(Files.readAllBytes(clip)).as("%s", clip).isEqualTo(reference);
            }
        }
        assertThat(references).hasSize(8);
    }

    /** What a program on one machine makes of a job. */
    private static byte[] alone(Path clip, HeadJob job) {
        Path file = folder.resolve("alone-" + clip.getFileName());
        Path photo = Path.of(URI.create(job.subject().get(0)));
        try (TalkingHead head = TalkingHead.builder(Photo.of(photo))
                .model(ModelBundle.open(model))
                .size(64)
                .threads(1)
                .build()) {
            head.animate(Driver.track(Path.of(URI.create(job.driver())))).writeTo(file);
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
