package io.talkinghead.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.hash.Hashing;
import io.talkinghead.testkit.Golden;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of the class path: in folders, and in jars, whose check sums are looked at instead of hashes. */
class NamedModelTest {
    private static final ModelBundle TINY = Golden.tinyModel(Upsampling.BLOCK_END);
    private static final String PLACE = "META-INF/talkinghead/models/tiny-of-test/";

    @TempDir
    private Path folder;

    private Path model;

    @BeforeEach
    void save() {
        model = folder.resolve("classes").resolve(PLACE);
        TINY.save(model);
    }

    @Test
    void named_inFolderOrJar_isTheModel() throws Exception {
        for (Path place : new Path[] {folder.resolve("classes"), jar(ZipEntry.DEFLATED)}) {
            ModelBundle found = named(place);
            assertThat(found.id()).isEqualTo(TINY.id());
            assertThat(found.spec()).isEqualTo(TINY.spec());
            assertThat(found.card()).isEqualTo(TINY.card());
            assertThat(found.weights().tensors().keySet())
                    .isEqualTo(TINY.weights().tensors().keySet());
        }
    }

    @Test
    void named_fileInFolderChanged_isRefused() throws Exception {
        for (String file : new String[] {"weights.safetensors", "MODEL_CARD.md"}) {
            byte[] before = Files.readAllBytes(model.resolve(file));
            Files.write(model.resolve(file), changed(before));
            assertRefused(folder.resolve("classes"), file);
            Files.write(model.resolve(file), before);
        }
    }

    @Test
    void named_jarDamaged_isRefused() throws Exception {
        Path jar = jar(ZipEntry.STORED);
        byte[] sound = Files.readAllBytes(jar);
        for (String file : new String[] {"weights.safetensors", "MODEL_CARD.md"}) {
            byte[] content = Files.readAllBytes(model.resolve(file));
            byte[] damaged = sound.clone();
            damaged[indexOf(sound, content) + content.length - 1] ^= 1;
            Files.write(jar, damaged);
            assertRefused(jar, file);
        }
    }

    @Test
    void named_jarWithoutHashes_isRefused() throws Exception {
        String description = Files.readString(model.resolve("model.json"));
        Files.writeString(model.resolve("model.json"), description.replace("weights.safetensors", "other"));
        assertRefused(jar(ZipEntry.DEFLATED), "weights.safetensors");
    }

    private static void assertRefused(Path place, String file) {
        assertThatThrownBy(() -> named(place))
                .hasMessageContaining("TH-302")
                .hasMessageContaining(file + " has the sha256");
    }

    private static byte[] changed(byte[] bytes) {
        byte[] changed = bytes.clone();
        changed[changed.length - 1] ^= 1;
        return changed;
    }

    private Path jar(int method) throws IOException {
        Path jar = folder.resolve("models.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (String name : new String[] {"model.json", "weights.safetensors", "MODEL_CARD.md"}) {
                byte[] content = Files.readAllBytes(model.resolve(name));
                ZipEntry entry = new ZipEntry(PLACE + name);
                entry.setMethod(method);
                if (method == ZipEntry.STORED) {
                    entry.setSize(content.length);
                    entry.setCrc(Hashing.crc32().hashBytes(content).padToLong());
                }
                out.putNextEntry(entry);
                out.write(content);
            }
        }
        return jar;
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(new String(part, StandardCharsets.ISO_8859_1));
    }

    private static ModelBundle named(Path place) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {place.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            return ModelBundle.named("tiny-of-test");
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
