package dev.fedmoe.core.job;

import java.util.Locale;

/** Format of the private data's files. */
public enum DataFileFormat {
    /** One file of images and one of labels, as MNIST has them; either may be gzipped. */
    IDX,
    /** One file of rows, one column of which is the label. */
    CSV,
    /** One folder of PNG or JPEG files a class. */
    IMAGES;

    /** As manifests spell it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
