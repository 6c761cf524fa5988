package io.talkinghead.lab.dataset;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import org.apiguardian.api.API;

/** The two parts of a dataset. No identity is in both. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum DatasetSplit {
    /** What a model learns from. */
    TRAIN,
    /** What it is evaluated on. */
    VALIDATION;

    /** Enough bits for a fraction, few enough for a double. */
    private static final int BITS = 52;

    /**
     * Returns the part an identity belongs to. It depends on the name alone - the first 52 bits of its sha256, as a fraction - and
     * so is the same on every machine and whatever else is in the dataset; a larger fraction only adds to the validation part.
     */
    static DatasetSplit of(String identity, double validationFraction) {
        byte[] hash =
                Hashing.sha256().hashString(identity, StandardCharsets.UTF_8).asBytes();
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = value << Byte.SIZE | (hash[i] & 0xFF);
        }
        double fraction = (value >>> (Long.SIZE - BITS)) * 0x1p-52;
        return fraction < validationFraction ? VALIDATION : TRAIN;
    }
}
