package dev.fedmoe.core.model;

/** Element type of a tensor. Bytes on the wire and on disk are little endian. */
public enum DType {
    F32(4);

    private final int sizeBytes;

    DType(int sizeBytes) {
        this.sizeBytes = sizeBytes;
    }

    public int sizeBytes() {
        return sizeBytes;
    }
}
