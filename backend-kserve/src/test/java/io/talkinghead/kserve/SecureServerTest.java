package io.talkinghead.kserve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkinghead.engine.EngineOptions;
import io.talkinghead.model.ModelBundle;
import io.talkinghead.model.Upsampling;
import io.talkinghead.spi.Backend;
import io.talkinghead.spi.Embedder;
import io.talkinghead.testkit.Golden;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTPS, with a certificate that this process trusts or does not. */
class SecureServerTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path folder;

    @Test
    void embed_overHttps_needsACertificateThatIsTrusted() throws Exception {
        SSLContext secure = selfSigned();
        Path repository = Files.createDirectory(folder.resolve("repository"));
        ModelBundle model = Golden.tinyModel(Upsampling.BLOCK_END);
        float[] picture = new float[3 * 64 * 64];
        try (TestModelServer server = TestModelServer.secure(repository, secure)) {
            assertThat(server.url().getScheme()).isEqualTo("https");
            try (Backend backend =
                    ServedBackend.exporting(server, repository, 1).open(EngineOptions.defaults())) {
                assertThatThrownBy(() -> backend.openEmbedder(model))
                        .hasMessageStartingWith("TH-406")
                        .hasMessageContainingAll("certificate", "javax.net.ssl.trustStore");
            }
            SSLContext usual = SSLContext.getDefault();
            SSLContext.setDefault(secure);
            try (Backend backend =
                            ServedBackend.exporting(server, repository, 1).open(EngineOptions.defaults());
                    Embedder embedder = backend.openEmbedder(model)) {
                assertThat(embedder.embed(picture, picture))
                        .hasSize(model.spec().embedding());
            } finally {
                SSLContext.setDefault(usual);
            }
        }
    }

    /** Both sides: it shows the certificate, and trusts it. */
    private SSLContext selfSigned() throws Exception {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "test",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.txt").toFile())
                .start();
        assertThat(keytool.waitFor())
                .as(Files.readString(folder.resolve("keytool.txt")))
                .isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("test", keys.getCertificate("test"));
        KeyManagerFactory shown = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        shown.init(keys, PASSWORD);
        TrustManagerFactory trusting = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusting.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(shown.getKeyManagers(), trusting.getTrustManagers(), null);
        return context;
    }
}
