package io.talkinghead.cli;

import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import java.io.File;

/** What a user of the runnable jar can do about a backend that is not in it: the library tells what to add to a class path. */
final class MissingBackend {
    private static final String TUNES = "talkinghead-backend-djl";
    private static final String OF_GPUS = "talkinghead-backend-tensorrt";

    private MissingBackend() {}

    /** Returns what to add to a message, or nothing for other failures. */
    static String advice(TalkingHeadException failure) {
        if (failure.code() != ErrorCode.BACKEND_NONE && failure.code() != ErrorCode.BACKEND_NOT_FOUND) {
            return "";
        }
        return failure.reason().contains(TUNES)
                ? advice(TUNES, "tuning", "docs/tuning.md")
                : failure.reason().contains(OF_GPUS) ? advice(OF_GPUS, "gpu", "docs/tensorrt.md") : "";
    }

    private static String advice(String artifact, String profile, String page) {
        return ". From the command line: build a talkinghead.jar that has it, by 'mvn -B -P" + profile
                + " -DskipTests package' in the sources, or put " + artifact
                + " and all that it needs into a folder 'jars' and start 'java -cp \"talkinghead.jar"
                + File.pathSeparator + "jars/*\" " + TalkingHeadCommand.class.getName() + "' instead of 'java -jar"
                + " talkinghead.jar'; see " + page;
    }
}
