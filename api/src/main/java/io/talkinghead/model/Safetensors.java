package io.talkinghead.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.math.LongMath;
import io.talkinghead.error.ErrorCode;
import io.talkinghead.error.TalkingHeadException;
import io.talkinghead.internal.file.AtomicFile;
import io.talkinghead.internal.file.JsonTree;
import io.talkinghead.internal.run.DirectBuffers;
import io.talkinghead.internal.run.JavaMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * Reads and writes weights in the safetensors format: eight bytes of header length, a JSON header, then the tensors back to
 * back.
 *
 * <p>Reading is strict: a tensor of an unknown type, ranges that overlap, leave gaps or reach outside the file, a shape that
 * does not fit its range and a name given twice are all refused. Only {@code F32} and {@code F16} are known.
 *
 * <p><b>Errors:</b> {@link ErrorCode#WEIGHTS_INVALID} naming the file, the tensor and what was expected.
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class Safetensors {
    private static final int LENGTH_BYTES = 8;
    private static final int MAX_HEADER_BYTES = 16 << 20;
    private static final int ALIGNMENT = 8;
    private static final String METADATA = "__metadata__";

    private final String source;

    private Safetensors(String source) {
        this.source = source;
    }

    /** Reads a file of up to 2 GiB. */
    public static Weights read(Path file) {
        return JavaMemory.enoughFor("the weights " + file, () -> whole(file));
    }

    private static Weights whole(Path file) {
        try (SeekableByteChannel channel = Files.newByteChannel(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size > Integer.MAX_VALUE) {
                throw invalid(file.toString(), "it has " + size + " bytes; at most 2 GiB can be read");
            }
            // The header's length first: what is none of ours is not read into memory.
            ByteBuffer start = fill(channel, ByteBuffer.allocate((int) Math.min(size, LENGTH_BYTES)));
            new Safetensors(file.toString()).headerBytes(start.order(ByteOrder.LITTLE_ENDIAN), size);
            channel.position(0);
            ByteBuffer bytes = fill(channel, DirectBuffers.allocate((int) size));
            return read(bytes, file.toString());
        } catch (IOException e) {
            throw new TalkingHeadException(ErrorCode.WEIGHTS_INVALID, "cannot read " + file + ": " + e, e);
        }
    }

    /**
     * Reads weights from memory; the tensors are views of it.
     *
     * @param source what to call it in errors
     */
    public static Weights read(ByteBuffer bytes, String source) {
        return new Safetensors(source).parse(bytes.slice().order(ByteOrder.LITTLE_ENDIAN));
    }

    private static ByteBuffer fill(SeekableByteChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // Keep reading: a channel may return less than asked for.
        }
        return bytes.flip();
    }

    /** Takes the header's length from the start of a file, and checks it. */
    private long headerBytes(ByteBuffer start, long fileBytes) {
        if (start.remaining() < LENGTH_BYTES) {
            throw invalid(source, "it has only " + start.remaining() + " bytes; it is not a safetensors file");
        }
        long length = start.getLong();
        long left = fileBytes - LENGTH_BYTES;
        if (length < 2 || length > Math.min(MAX_HEADER_BYTES, left)) {
            throw invalid(
                    source,
                    "its header is said to have " + length + " bytes, the file has " + left
                            + " more; it is damaged or not a safetensors file");
        }
        return length;
    }

    private Weights parse(ByteBuffer bytes) {
        long headerLength = headerBytes(bytes, bytes.remaining());
        byte[] header = new byte[(int) headerLength];
        bytes.get(header);
        ByteBuffer data = bytes.slice();
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : header(header).properties()) {
            if (!field.getKey().equals(METADATA)) {
                entries.add(entry(field.getKey(), field.getValue(), data.remaining()));
            }
        }
        checkCoverage(entries, data.remaining());
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Entry entry : entries) {
            ByteBuffer slice = data.slice(entry.begin, entry.end - entry.begin);
            tensors.put(entry.name, Tensor.of(entry.type, entry.shape, slice));
        }
        return new Weights(tensors);
    }

    private ObjectNode header(byte[] header) {
        try {
            if (JsonTree.read(header) instanceof ObjectNode object) {
                return object;
            }
            throw invalid(source, "its header is not a JSON object");
        } catch (IOException e) {
            throw new TalkingHeadException(
                    ErrorCode.WEIGHTS_INVALID, source + ": its header is not valid JSON: " + e.getMessage(), e);
        }
    }

    private Entry entry(String name, JsonNode node, int dataLength) {
        if (!node.isObject()
                || node.size() != 3
                || !node.path("shape").isArray()
                || !node.path("data_offsets").isArray()) {
            throw invalid(source, "tensor " + name + " needs dtype, shape and data_offsets");
        }
        Tensor.Type type = type(name, node.path("dtype").asText());
        List<Integer> shape = new ArrayList<>();
        long bytes = type.bytes();
        for (JsonNode side : node.get("shape")) {
            if (!side.isInt() || side.intValue() < 0) {
                throw invalid(source, "tensor " + name + " has the side " + side + " in its shape");
            }
            shape.add(side.intValue());
            bytes = LongMath.saturatedMultiply(bytes, side.intValue());
        }
        JsonNode offsets = node.get("data_offsets");
        if (offsets.size() != 2 || !isLong(offsets.get(0)) || !isLong(offsets.get(1))) {
            throw invalid(source, "tensor " + name + " needs two whole numbers as data_offsets, not " + offsets);
        }
        long begin = offsets.get(0).longValue();
        long end = offsets.get(1).longValue();
        if (begin < 0 || end < begin || end > dataLength) {
            throw invalid(
                    source,
                    "tensor " + name + " lies at " + offsets + ", outside the " + dataLength
                            + " bytes of data; the file is damaged or cut off");
        }
        if (end - begin != bytes) {
            throw invalid(
                    source,
                    "tensor " + name + " of shape " + shape + " needs " + bytes + " bytes, but has " + (end - begin));
        }
        return new Entry(name, type, shape, (int) begin, (int) end);
    }

    /** A fraction "converts" too, by being cut. */
    private static boolean isLong(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong();
    }

    private Tensor.Type type(String tensor, String name) {
        return switch (name) {
            case "F32" -> Tensor.Type.F32;
            case "F16" -> Tensor.Type.F16;
            default ->
                throw invalid(source, "tensor " + tensor + " has the type " + name + "; only F32 and F16 are known");
        };
    }

    private void checkCoverage(List<Entry> entries, int dataLength) {
        List<Entry> sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparingInt(Entry::begin).thenComparingInt(Entry::end));
        int position = 0;
        for (Entry entry : sorted) {
            if (entry.begin != position) {
                String what = entry.begin < position ? "overlaps the one before it" : "leaves a gap before it";
                throw invalid(source, "tensor " + entry.name + " begins at " + entry.begin + ", which " + what);
            }
            position = entry.end;
        }
        if (position != dataLength) {
            throw invalid(source, "its tensors end at " + position + ", but it has " + dataLength + " bytes of data");
        }
    }

    /**
     * Writes a file. The same weights give the same bytes; if that fails, an older file stays as it was.
     *
     * @throws TalkingHeadException {@link ErrorCode#OUTPUT_NOT_WRITABLE} when it cannot be written
     */
    public static void write(Path file, Weights weights) {
        AtomicFile.write(file, temporary -> {
            try (SeekableByteChannel channel =
                    Files.newByteChannel(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                for (ByteBuffer part : encode(weights)) {
                    while (part.hasRemaining()) {
                        channel.write(part);
                    }
                }
            }
        });
    }

    /** Returns the file's bytes in order: header, then one part a tensor. */
    public static List<ByteBuffer> encode(Weights weights) {
        ObjectNode header = JsonTree.object();
        List<ByteBuffer> parts = new ArrayList<>();
        long position = 0;
        for (Map.Entry<String, Tensor> entry : weights.tensors().entrySet()) {
            ByteBuffer bytes = entry.getValue().bytes();
            ObjectNode node = header.putObject(entry.getKey());
            node.put("dtype", entry.getValue().type().name());
            ArrayNode shape = node.putArray("shape");
            entry.getValue().shape().forEach(shape::add);
            node.putArray("data_offsets").add(position).add(position + bytes.remaining());
            position += bytes.remaining();
            parts.add(bytes);
        }
        byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
        int padded = (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        ByteBuffer start = ByteBuffer.allocate(LENGTH_BYTES + padded).order(ByteOrder.LITTLE_ENDIAN);
        start.putLong(padded).put(json);
        while (start.hasRemaining()) {
            start.put((byte) ' ');
        }
        parts.add(0, start.flip());
        return parts;
    }

    private static TalkingHeadException invalid(String source, String problem) {
        return new TalkingHeadException(ErrorCode.WEIGHTS_INVALID, source + ": " + problem);
    }

    private record Entry(String name, Tensor.Type type, List<Integer> shape, int begin, int end) {}
}
