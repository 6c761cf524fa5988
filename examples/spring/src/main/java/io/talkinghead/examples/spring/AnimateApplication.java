package io.talkinghead.examples.spring;

import io.talkinghead.Engine;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/**
 * A service to which a photo and a driver are uploaded, and which answers with a video:
 * {@code curl -F photo=@me.jpg -F driver=@speech.mp4 localhost:8080/animate -o me.mp4}.
 */
@SpringBootApplication
public class AnimateApplication {
    /** Called by Spring. */
    public AnimateApplication() {}

    public static void main(String[] arguments) {
        SpringApplication.run(AnimateApplication.class, arguments);
    }

    /** All requests share it; Spring closes it at the end. */
    @Bean(destroyMethod = "close")
    Engine engine() {
        return Engine.open();
    }
}
