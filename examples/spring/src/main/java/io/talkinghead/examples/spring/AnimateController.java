package io.talkinghead.examples.spring;

import io.talkinghead.Engine;
import io.talkinghead.TalkingHead;
import io.talkinghead.drive.Driver;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.person.Photo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.util.FileSystemUtils;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

/** Animates what is uploaded. */
@RestController
class AnimateController {
    /** Videos made at once: more would only share the same processors. */
    private static final int AT_ONCE = 2;

    private final Engine engine;
    private final Semaphore turns = new Semaphore(AT_ONCE);

    AnimateController(Engine engine) {
        this.engine = engine;
    }

    /** Answers with an MP4 of the photo's person, who moves as the driver does. */
    @PostMapping(path = "/animate", produces = "video/mp4")
    byte[] animate(@RequestParam("photo") MultipartFile photo, @RequestParam("driver") MultipartFile driver)
            throws IOException {
        if (!turns.tryAcquire()) {
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "busy; try again in a minute");
        }
        try {
            return video(photo, driver);
        } finally {
            turns.release();
        }
    }

    private byte[] video(MultipartFile photo, MultipartFile driver) throws IOException {
        Path folder = Files.createTempDirectory("animate");
        try (InputStream uploaded = photo.getInputStream();
                TalkingHead head = TalkingHead.builder(Photo.read(uploaded, "the photo"))
                        .engine(engine)
                        .build()) {
            // What is uploaded never names a file here.
            Path motion = folder.resolve("driver");
            driver.transferTo(motion);
            Path video = folder.resolve("out.mp4");
            head.animate(Driver.video(motion)).writeTo(video);
            return Files.readAllBytes(video);
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    /** Tells what is wrong with an upload, with a code such as TH-103 to look up; what the engine fails at is our fault. */
    @ExceptionHandler
    ProblemDetail refused(TalkingHeadException problem) {
        boolean theirs = problem.code().label().compareTo("TH-300") < 0;
        HttpStatus status = theirs ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.INTERNAL_SERVER_ERROR;
        ProblemDetail detail = ProblemDetail.forStatusAndDetail(status, String.valueOf(problem.getMessage()));
        detail.setProperty("code", problem.code().label());
        return detail;
    }
}
