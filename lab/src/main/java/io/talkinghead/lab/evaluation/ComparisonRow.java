package io.talkinghead.lab.evaluation;

import java.util.Optional;
import org.apiguardian.api.API;

/**
 * One method with one number of photos.
 *
 * @param result means over the persons with whom it did not fail; all of it empty where there is none
 * @param failure why it failed, and with how many persons; empty when it did not
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ComparisonRow(EvaluationRow result, Optional<String> failure) {}
