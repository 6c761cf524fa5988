package io.talkinghead.error;

import org.apiguardian.api.API;

/**
 * The stable codes of everything that can go wrong. A code never changes its meaning; messages may improve.
 *
 * <p>The first digit is the area: 1 pictures and faces, 2 videos and tracks, 3 models, persons and datasets, 4 backends, 5 output.
 */
@API(status = API.Status.STABLE, since = "0.1")
public enum ErrorCode {
    /** A picture file is missing, truncated or not a picture. */
    IMAGE_UNREADABLE(101),
    /** A picture has more pixels than the library accepts. */
    IMAGE_TOO_LARGE(102),
    /** No face was found where one is needed. */
    NO_FACE(103),
    /** The face asked for is not among those found. */
    FACE_CHOICE(104),

    /** A video file is missing, corrupt or in a format that cannot be read. */
    VIDEO_UNREADABLE(201),
    /** A video is to be read or written, but the video module is not on the class path. */
    VIDEO_MODULE_MISSING(202),
    /** A landmark track file is damaged or of an unknown version. */
    TRACK_INVALID(203),
    /** The driver never shows a face. */
    DRIVER_WITHOUT_FACE(204),

    /** No model of that name or at that path. */
    MODEL_NOT_FOUND(301),
    /** A model bundle is damaged, incomplete or of an unknown version. */
    MODEL_INVALID(302),
    /** A weights file is damaged or does not fit its specification. */
    WEIGHTS_INVALID(303),
    /** A person file is damaged or of an unknown version. */
    PERSON_INVALID(304),
    /** A person was made with another model than the one in use. */
    PERSON_OF_OTHER_MODEL(305),
    /** A dataset is damaged, incomplete or of an unknown version. */
    DATASET_INVALID(306),
    /** A training cannot go on in its folder: it is damaged, another's or in use. */
    TRAINING_INVALID(307),

    /** No usable backend is on the class path. */
    BACKEND_NONE(401),
    /** Two backends have the same highest priority. */
    BACKEND_TIE(402),
    /** The backend asked for by id is not on the class path. */
    BACKEND_NOT_FOUND(403),
    /** The backend asked for by id is there but cannot be used. */
    BACKEND_REFUSED(404),
    /** The backend does not offer what was asked of it. */
    BACKEND_LACKS_CAPABILITY(405),
    /** The engine failed. */
    BACKEND_FAILED(406),
    /** The device, such as a GPU, or this process has too little free memory. */
    DEVICE_MEMORY(407),
    /** The engine did not come back from a call within the deadline that was set for it. */
    BACKEND_DEADLINE(408),
    /** The server that computes for a backend cannot be reached, or is not ready. */
    BACKEND_UNREACHABLE(409),

    /** The output cannot be written there. */
    OUTPUT_NOT_WRITABLE(501),
    /** The work was cancelled. */
    CANCELLED(502),
    /** The output is a file that the work reads, or a folder that contains one. */
    OUTPUT_IS_INPUT(503),
    /** The output is there already, and must not be replaced. */
    OUTPUT_EXISTS(504);

    private final int number;

    ErrorCode(int number) {
        this.number = number;
    }

    /**
     * Tells whether the same call may succeed later, with nothing mended: when there is free memory again, when the engine or its
     * server has come back, or when it is not cancelled. Everything else needs another input, another setting or another artifact first, as the message says.
     */
    public boolean isRetryable() {
        return this == DEVICE_MEMORY || this == BACKEND_DEADLINE || this == BACKEND_UNREACHABLE || this == CANCELLED;
    }

    /** Returns the code as users see it, such as {@code TH-101}. */
    public String label() {
        return "TH-" + number;
    }
}
