/** The default head model and the face nets, as resources under {@code META-INF}, which modules do not hide. */
module io.talkinghead.models {}
