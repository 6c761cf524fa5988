package io.talkinghead.video;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Turns FFmpeg's status codes into exceptions that name the file.
 *
 * @param code of the exceptions
 * @param subject what cannot be done and to which file, the start of every message
 * @param advice what to do about it, the end of every message
 */
record NativeStatus(ErrorCode code, String subject, String advice) {
    static NativeStatus reading(Path file) {
        return new NativeStatus(
                ErrorCode.VIDEO_UNREADABLE,
                "cannot read video " + file,
                "expected a complete video file that FFmpeg can decode");
    }

    /** For a picture that lies in memory. */
    static NativeStatus readingPicture(String source) {
        return new NativeStatus(
                ErrorCode.IMAGE_UNREADABLE,
                "cannot read the picture " + source,
                "expected a complete HEIC or AVIF file; give a PNG or JPEG file if it is one");
    }

    static NativeStatus writing(Path file) {
        return new NativeStatus(
                ErrorCode.OUTPUT_NOT_WRITABLE,
                "cannot write video " + file,
                "check the folder's rights and the free disk space");
    }

    /** Returns {@code status} unless it is negative; {@code action} names what was tried. */
    int check(int status, String action) {
        if (status < 0) {
            throw failure(action + " failed: " + describe(status));
        }
        return status;
    }

    /** Returns the pointer unless it is null, which FFmpeg returns when memory ran out. */
    <T extends Pointer> T present(@Nullable T pointer, String action) {
        if (pointer == null || pointer.isNull()) {
            throw failure(action + " failed: out of memory");
        }
        return pointer;
    }

    TalkingHeadException failure(String reason) {
        return new TalkingHeadException(code, subject + ": " + reason + "; " + advice);
    }

    /** Returns FFmpeg's message of a status. */
    static String describe(int status) {
        byte[] text = new byte[128];
        avutil.av_strerror(status, text, text.length);
        int length = 0;
        while (length < text.length && text[length] != 0) {
            length++;
        }
        return new String(text, 0, length, StandardCharsets.UTF_8);
    }
}
