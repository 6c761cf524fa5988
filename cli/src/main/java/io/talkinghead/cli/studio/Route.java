package io.talkinghead.cli.studio;

import java.util.Optional;

/** Answers some of the requests of pages. */
interface Route {
    /** Returns the answer, or nothing if it is for another to answer. */
    Optional<Answer> answer(Call call);
}
