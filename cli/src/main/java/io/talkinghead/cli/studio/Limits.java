package io.talkinghead.cli.studio;

import java.time.Duration;

/** What a studio takes from a browser, and no more. */
final class Limits {
    /** Pages open at the same time. */
    static final int PAGES = 32;
    /** Of the file of one photo. */
    static final long PHOTO_BYTES = 64L << 20;
    /** Photos are kept no larger than this on their longer side: a head needs no more. */
    static final int PHOTO_SIDE_PX = 2560;
    /** Photos that a page may hold before some are chosen. */
    static final int PHOTOS = 40;
    /** Of memory that the photos of all pages may take, as a share of what the program may have. */
    static final int PHOTOS_SHARE = 3;

    static final long PERSON_BYTES = 512L << 20;
    static final long DRIVER_BYTES = 2L << 30;
    /** Driving videos that a page may hold; the oldest make room. */
    static final int DRIVERS = 3;
    /** Of a request that is not a file. */
    static final long WORDS_BYTES = 64L << 10;
    /** Of the JPEG of one frame of a camera. */
    static final long FRAME_BYTES = 1L << 20;
    /** Of one frame of a camera, decoded. */
    static final long FRAME_PIXELS = 1920L * 1080;
    /** Messages of one page's socket, in a second and at once. */
    static final int MESSAGES_A_SECOND = 150;

    static final int MESSAGES_AT_ONCE = 300;
    /** Requests of all pages, in a second and at once. */
    static final int REQUESTS_A_SECOND = 100;

    static final int REQUESTS_AT_ONCE = 400;
    /** Videos rendered and persons tuned at the same time, of all pages. */
    static final int RENDERINGS = 2;
    /** A connection that says nothing for so long is closed. */
    static final Duration SILENCE = Duration.ofSeconds(30);
    /** An upload slower than this is given up. */
    static final int BYTES_A_SECOND = 1000;

    private Limits() {}
}
