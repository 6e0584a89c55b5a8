package dev.fedmoe.coordinator.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fedmoe.core.model.ModelManifest;
import dev.fedmoe.core.model.PartSpec;
import dev.fedmoe.core.model.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The header of a <a href="https://github.com/huggingface/safetensors#format">safetensors</a> file: eight bytes of length,
 * little endian, then JSON with type, shape and place of every tensor. The tensors follow in the manifest's order, which is
 * the order of a commit's file of parts, so that this file is copied as it is.
 */
final class Safetensors {
    private static final int ALIGNMENT = 8;

    private Safetensors() {}

    static ByteBuffer header(ModelManifest manifest, Map<String, String> metadata) {
        var json = new ObjectMapper().createObjectNode();
        metadata.forEach(json.putObject("__metadata__")::put);
        long offset = 0;
        for (PartSpec part : manifest.parts()) {
            for (TensorSpec tensor : part.tensors()) {
                long end = offset + tensor.sizeBytes();
                var entry = json.putObject(tensor.name());
                entry.put("dtype", tensor.dtype().name());
                tensor.shape().forEach(entry.putArray("shape")::add);
                List.of(offset, end).forEach(entry.putArray("data_offsets")::add);
                offset = end;
            }
        }
        return framed(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Padded with spaces, so that the tensors begin at a multiple of 8. */
    private static ByteBuffer framed(byte[] json) {
        int length = (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        byte[] padded = Arrays.copyOf(json, length);
        Arrays.fill(padded, json.length, length, (byte) ' ');
        return ByteBuffer.allocate(Long.BYTES + length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .put(padded)
                .flip();
    }
}
