package io.talkinghead.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureKindTest {
    @ParameterizedTest
    @CsvSource({
        "'\u0089PNG\r\n\u001a\n', PNG",
        "'\u00ff\u00d8\u00ff', JPEG",
        "'RIFF\1\2\3\4WEBPVP8 ', WEBP",
        "'\0\0\0\u0018ftypheic\0\0\0\0mif1heic', HEIC",
        "'\0\0\0\u0018ftypmif1\0\0\0\0mif1heic', HEIC",
        "'\0\0\0\u0018ftypmif1\0\0\0\0mif1avif', AVIF",
        "'\0\0\0\u0014ftypavis\0\0\0\0msf1', AVIF",
        "'\0\0\0\u0014ftypisom\0\0\0\0mp41', VIDEO",
        "'\0\0\0\u0014ftypqt  \0\0\0\0qt  ', VIDEO",
        "'\0\0\0\u000cJXL \r\n\u0087\n', JPEG_XL",
        "'\u001aE\u00df\u00a3', VIDEO",
        "'8BPS', PHOTOSHOP",
        "'%PDF-1.7', PDF",
        "'words', OTHER",
        "'ft', OTHER"
    })
    void of_firstBytes_tellsTheKind(String bytes, PictureKind kind) {
        assertThat(of(bytes)).isEqualTo(kind);
    }

    @Test
    void of_fileTypeCutAnywhere_isSomeKind() {
        String whole = "\0\0\0\u0018ftypmif1\0\0\0\0mif1heic";
        for (int length = 1; length < whole.length(); length++) {
            assertThat(of(whole.substring(0, length))).isIn(PictureKind.HEIC, PictureKind.VIDEO, PictureKind.OTHER);
        }
    }

    @Test
    void advice_whereAModuleIsMissing_namesIt() {
        assertThat(PictureKind.HEIC.advice()).contains("HEIC", "io.talkinghead:talkinghead-video");
        assertThat(PictureKind.AVIF.advice()).contains("AVIF", "io.talkinghead:talkinghead-video");
        assertThat(PictureKind.WEBP.advice()).contains("WebP", "com.twelvemonkeys.imageio:imageio-webp");
        assertThat(PictureKind.VIDEO.advice()).contains("video", "driver");
        assertThat(PictureKind.PDF.advice()).contains("PDF", "give a PNG, JPEG, WebP, HEIC or AVIF file");
    }

    private static PictureKind of(String bytes) {
        return PictureKind.of(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }
}
