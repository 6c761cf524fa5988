package io.talkinghead.spi;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.apiguardian.api.API;

/** Whether a backend can do on this machine what it is asked. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Probe {
    /** Returns it in words: the engine's description, or the reason and the remedy. */
    String detail();

    /** Returns the refusal, if it is one. */
    default Optional<Refused> refusal() {
        return this instanceof Refused refused ? Optional.of(refused) : Optional.empty();
    }

    /**
     * It can.
     *
     * @param description the engine with its version and devices, for reports
     */
    record Usable(String description) implements Probe {
        @Override
        public String detail() {
            return description;
        }
    }

    /**
     * It cannot.
     *
     * @param reason what is missing, or why it does not do what it was asked
     * @param remedy what to do about it: what to install, to add or to leave out
     * @param cause the engine's own error, if there was one
     */
    record Refused(String reason, String remedy, Optional<Throwable> cause) implements Probe {
        /** Checks that both are told. */
        public Refused {
            checkArgument(!reason.isBlank(), "a refusal needs its reason");
            checkArgument(!remedy.isBlank(), "a refusal needs its remedy");
            requireNonNull(cause, "cause");
        }

        /** Refuses without an error of the engine. */
        public Refused(String reason, String remedy) {
            this(reason, remedy, Optional.empty());
        }

        /** Refuses because of an error. */
        public Refused(String reason, String remedy, Throwable cause) {
            this(reason, remedy, Optional.of(cause));
        }

        @Override
        public String detail() {
            return reason + "; " + remedy;
        }
    }
}
