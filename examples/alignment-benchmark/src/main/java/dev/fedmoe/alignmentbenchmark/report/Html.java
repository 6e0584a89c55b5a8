package dev.fedmoe.alignmentbenchmark.report;

/** Text inside a page. */
final class Html {
    private Html() {}

    static String text(String plain) {
        return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
