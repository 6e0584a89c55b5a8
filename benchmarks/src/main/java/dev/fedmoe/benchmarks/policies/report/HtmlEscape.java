package dev.fedmoe.benchmarks.policies.report;

/** Text inside a page. */
final class HtmlEscape {
    private HtmlEscape() {}

    static String text(String plain) {
        return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
