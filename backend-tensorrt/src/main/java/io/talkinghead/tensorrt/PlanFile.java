package io.talkinghead.tensorrt;

import com.google.common.hash.Hashing;
import io.talkinghead.internal.file.AtomicFile;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A compiled network on disk, with what tells whether it is whole and the right one.
 *
 * @param key the hash of its {@link PlanKey}
 * @param weightsHash of the weights it was compiled with
 * @param plan what TensorRT made
 */
@SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
record PlanFile(String key, String weightsHash, byte[] plan) {
    private static final String MAGIC = "talkinghead-plan-1";

    /** Writes the file, whole or not at all. */
    void write(Path file) {
        AtomicFile.write(file, temporary -> {
            try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(temporary))) {
                out.writeUTF(MAGIC);
                out.writeUTF(key);
                out.writeUTF(weightsHash);
                out.writeUTF(sha256(plan));
                out.writeInt(plan.length);
                out.write(plan);
            }
        });
    }

    /** Reads a file; null when it is none, or damaged. */
    static @Nullable PlanFile read(Path file) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            if (!in.readUTF().equals(MAGIC)) {
                return null;
            }
            String key = in.readUTF();
            String weightsHash = in.readUTF();
            String hash = in.readUTF();
            int length = in.readInt();
            byte[] plan = in.readAllBytes();
            return plan.length == length && sha256(plan).equals(hash) ? new PlanFile(key, weightsHash, plan) : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static String sha256(byte[] bytes) {
        return Hashing.sha256().hashBytes(bytes).toString();
    }
}
