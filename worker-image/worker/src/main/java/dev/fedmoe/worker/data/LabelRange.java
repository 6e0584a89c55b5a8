package dev.fedmoe.worker.data;

/** The range of labels. */
final class LabelRange {
    private LabelRange() {}

    static int checked(int label, int classes, String where) throws BadDataException {
        if (label < 0 || label >= classes) {
            throw new BadDataException(
                    "%s is %d; the job has %d classes, 0 to %d. Maybe correct data.classes or the labels."
                            .formatted(where, label, classes, classes - 1));
        }
        return label;
    }
}
