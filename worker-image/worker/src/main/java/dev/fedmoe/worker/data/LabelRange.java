package dev.fedmoe.worker.data;

import java.util.Locale;

/** The range of labels. */
final class LabelRange {
    private LabelRange() {}

    static int checked(int label, int classes, String where) throws BadDataException {
        if (label < 0 || label >= classes) {
            throw new BadDataException(String.format(
                    Locale.ROOT,
                    "%s is %d; the job has %d classes, 0 to %d. Maybe correct data.classes or the labels.",
                    where,
                    label,
                    classes,
                    classes - 1));
        }
        return label;
    }
}
