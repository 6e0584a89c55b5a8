package dev.fedmoe.core.job;

import dev.fedmoe.core.job.validation.SpecField;
import java.util.Optional;

/**
 * Where a client's private data lies and how it is read.
 *
 * @param image file of images or rows, or the folder of images; relative to the client's data folder
 * @param label file of labels (idx) or name of the label column (csv); empty for images, whose folders are their labels
 * @param holdout share of a client's samples held out for scoring, in [0, 0.5]
 */
public record DataSpec(DataFileFormat format, String image, Optional<String> label, double holdout) {
    /** Of a job whose clients hold two idx files of these names. */
    public static final DataSpec DEFAULT =
            new DataSpec(DataFileFormat.IDX, "images.idx", Optional.of("labels.idx"), 0.1);

    private static final double MOST_HELD_OUT = 0.5;

    public DataSpec {
        new SpecField("data.image").notBlank(image);
        if (format != DataFileFormat.IMAGES) {
            new SpecField("data.label").notBlank(label.orElse(""));
        }
        new SpecField("data.holdout").share(MOST_HELD_OUT, holdout);
    }
}
