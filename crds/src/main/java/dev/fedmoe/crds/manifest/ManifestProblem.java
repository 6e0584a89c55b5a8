package dev.fedmoe.crds.manifest;

/**
 * Something a manifest gets wrong.
 *
 * @param file as the user named it
 * @param document index in the file, from 1; 0 when it is about the file as a whole
 * @param object kind and name, as {@code FederatedMoEJob "fashion"}; empty when not known
 * @param message the API server's words, with field and value
 * @param next what to do about it
 */
public record ManifestProblem(String file, int document, String object, String message, String next) {
    /** One line with everything. */
    @Override
    public String toString() {
        var where = new StringBuilder(file);
        if (document > 0) {
            where.append(", document ").append(document);
        }
        if (!object.isEmpty()) {
            where.append(", ").append(object);
        }
        return where + ": " + message + (next.isEmpty() ? "" : ". " + next);
    }
}
