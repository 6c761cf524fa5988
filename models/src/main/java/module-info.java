/** The default head model, the face nets and the feature nets, as resources under {@code META-INF}, which modules do not hide. */
module io.talkinghead.models {}
