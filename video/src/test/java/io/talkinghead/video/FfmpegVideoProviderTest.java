package io.talkinghead.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.spi.video.VideoProvider;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** How the library finds this module. */
final class FfmpegVideoProviderTest {
    @Test
    void provider_isFoundAndOfTheSpisVersion() {
        assertThat(ServiceLoader.load(VideoProvider.class)).singleElement().satisfies(provider -> {
            assertThat(provider).isInstanceOf(FfmpegVideoProvider.class);
            assertThat(provider.spiVersion()).isEqualTo(VideoProvider.SPI_VERSION);
        });
    }
}
