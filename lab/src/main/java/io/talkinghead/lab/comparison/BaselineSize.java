package io.talkinghead.lab.comparison;

import org.apiguardian.api.API;

/** How large a baseline's networks are. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum BaselineSize {
    /** A fraction of the paper's channels, which a CPU trains in hours. */
    CPU,
    /** As the paper has them. */
    PAPER
}
