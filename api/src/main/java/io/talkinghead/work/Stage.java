package io.talkinghead.work;

import org.apiguardian.api.API;

/** A part of long work. */
@API(status = API.Status.STABLE, since = "0.1")
public enum Stage {
    /** Finding the faces in photos; a step is a photo. */
    ANALYZING_PHOTOS,
    /** Computing a person's embedding; a step is a photo. */
    EMBEDDING,
    /** Fine-tuning a person; a step is an epoch. */
    TUNING,
    /** Rendering an animation; a step is a frame. */
    RENDERING,
    /** Recording the motion of a face; a step is a frame. */
    TRACKING,
    /** Making a model's networks ready for an engine; a step is a network. */
    COMPILING,
    /** Making a dataset; a step is a video or a folder of pictures. */
    PREPARING,
    /** Training a model; a step is an update of its weights. */
    TRAINING,
    /** Evaluating a model or comparing methods; a step is a person with one number of photos, by one of the methods compared. */
    EVALUATING
}
