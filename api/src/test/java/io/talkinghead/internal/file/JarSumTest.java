package io.talkinghead.internal.file;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.Resources;
import java.net.URL;
import org.junit.jupiter.api.Test;

class JarSumTest {
    @Test
    void of_classOfALibrary_isThatOfItsBytes() throws Exception {
        URL resource = requireNonNull(Test.class.getResource("Test.class"));
        JarSum sum = JarSum.of(resource).orElseThrow();
        byte[] bytes = Resources.toByteArray(resource);
        assertThat(sum.size()).isEqualTo(bytes.length);
        assertThat(sum.isOf(bytes)).isTrue();
        bytes[0]++;
        assertThat(sum.isOf(bytes)).isFalse();
    }

    @Test
    void of_notInAJarOfThisSystem_isNothing() throws Exception {
        for (String place : new String[] {
            "file:/tmp/a.class",
            "jar:http://example.com/a.jar!/a.class",
            "jar:file://machine/share/a.jar!/a.class",
            "jar:file:/with space/a.jar!/a.class"
        }) {
            assertThat(JarSum.of(new URL(place))).as(place).isEmpty();
        }
    }
}
