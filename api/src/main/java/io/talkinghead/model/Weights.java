package io.talkinghead.model;

import com.google.common.collect.ImmutableMap;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * The named tensors of a model, effective ones: spectral normalisation is already divided out.
 *
 * <p><b>Threading:</b> immutable.
 *
 * @param tensors by name, in file order
 */
@API(status = API.Status.STABLE, since = "0.1")
public record Weights(Map<String, Tensor> tensors) {
    /** Copies the map, keeping its order. */
    public Weights {
        tensors = ImmutableMap.copyOf(tensors);
    }

    /**
     * Returns one tensor.
     *
     * @throws TalkingHeadException {@link ErrorCode#WEIGHTS_INVALID} when there is none of that name
     */
    public Tensor tensor(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new TalkingHeadException(ErrorCode.WEIGHTS_INVALID, "the weights have no tensor " + name);
        }
        return tensor;
    }

    /** Returns these weights with others of the same name, or of new names, in their place. */
    public Weights with(Weights others) {
        Map<String, Tensor> merged = new LinkedHashMap<>(tensors);
        merged.putAll(others.tensors);
        return new Weights(merged);
    }
}
