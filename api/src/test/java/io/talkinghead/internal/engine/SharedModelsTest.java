package io.talkinghead.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.model.ContentWeights;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.Upsampling;
import io.talkinghead.testkit.Golden;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedModelsTest {
    private static final ModelBundle TINY = Golden.tinyModel(Upsampling.BLOCK_END);

    private final SharedModels models = new SharedModels();

    @TempDir
    private Path folder;

    @Test
    void same_modelOpenedTwice_isTheFirst() {
        TINY.save(folder.resolve("one"));
        ModelBundle one = models.same(ModelBundle.open(folder.resolve("one")));
        ModelBundle two = ModelBundle.open(folder.resolve("one"));
        assertThat(two).isNotSameAs(one);
        assertThat(models.same(two)).isSameAs(one);
    }

    @Test
    void same_otherContentWeights_isAnother() {
        ModelBundle tiny = models.same(TINY);
        ModelBundle other = TINY.withContent(new ContentWeights(2, 2));
        assertThat(models.same(other)).isSameAs(other).isNotSameAs(tiny);
    }

    @Test
    void named_inUse_isReadOnce() throws IOException {
        TINY.save(folder.resolve("META-INF/talkinghead/models/tiny-of-test"));
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            ModelBundle first = models.named("tiny-of-test");
            assertThat(first.id()).isEqualTo(TINY.id());
            assertThat(models.named("tiny-of-test")).isSameAs(first);
            assertThat(new SharedModels().named("tiny-of-test")).isNotSameAs(first);
        } finally {
            thread.setContextClassLoader(before);
        }
        assertThatThrownBy(() -> models.named("tiny-of-test")).hasMessageContaining("TH-301");
    }
}
