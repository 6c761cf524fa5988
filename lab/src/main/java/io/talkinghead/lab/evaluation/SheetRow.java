package io.talkinghead.lab.evaluation;

import io.talkinghead.image.Frame;
import java.util.Map;

/**
 * One person's row of a sheet.
 *
 * @param photo of the person
 * @param label what stands below the target
 * @param target what the person should look like
 * @param pictures what the methods make of it, in their order
 */
record SheetRow(Frame photo, String label, Frame target, Map<EvaluationMethod, Frame> pictures) {}
