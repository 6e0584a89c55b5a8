package dev.fedmoe.core.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Every part and tensor of a job's model, fixed for the life of the job. Nothing that comes over the wire or from disk
 * is allocated before it matches this.
 *
 * @param parts shared, gate, then experts 0 … E−1
 */
public record ModelManifest(List<PartSpec> parts) {
    public ModelManifest {
        parts = List.copyOf(parts);
        var names = new HashSet<String>();
        for (int i = 0; i < parts.size(); i++) {
            PartId expected = i == 0 ? PartId.SHARED : i == 1 ? PartId.GATE : PartId.expert(i - 2);
            if (!parts.get(i).id().equals(expected)) {
                throw new IllegalArgumentException("part " + i + " must be " + expected + ", not "
                        + parts.get(i).id());
            }
            for (TensorSpec tensor : parts.get(i).tensors()) {
                if (!names.add(tensor.name())) {
                    throw new IllegalArgumentException("tensor " + tensor.name() + " appears twice");
                }
            }
        }
        if (parts.size() < 3) {
            throw new IllegalArgumentException("a model needs a shared part, a gate and at least one expert");
        }
    }

    public int experts() {
        return parts.size() - 2;
    }

    public PartSpec part(PartId id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("no part " + id));
    }

    /** Empty when the manifest has no such part, for instance an expert beyond the last. */
    public Optional<PartSpec> find(PartId id) {
        int position =
                switch (id.kind()) {
                    case SHARED -> 0;
                    case GATE -> 1;
                    case EXPERT -> 2 + id.index();
                };
        return position < parts.size() ? Optional.of(parts.get(position)) : Optional.empty();
    }

    public long sizeBytes() {
        return parts.stream().mapToLong(PartSpec::sizeBytes).sum();
    }

    /** Hex SHA-256 of one line {@code part name dtype shape} a tensor; two manifests are the same if and only if this is. */
    public String fingerprint() {
        var text = new StringBuilder();
        for (PartSpec part : parts) {
            for (TensorSpec tensor : part.tensors()) {
                text.append(part.id()).append(' ').append(tensor.name()).append(' ');
                text.append(tensor.dtype()).append(' ').append(tensor.shape()).append('\n');
            }
        }
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
