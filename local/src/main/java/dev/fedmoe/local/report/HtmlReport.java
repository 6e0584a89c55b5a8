package dev.fedmoe.local.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** One page with everything in it: style, script and figures. The script draws; Java only hands it the records. */
final class HtmlReport {
    private HtmlReport() {}

    /** @param others of the same job, by folder or file name */
    static String of(RunRecord run, Map<String, RunRecord> others) {
        return resource("report.html")
                .replace("/*style*/", resource("report.css"))
                .replace("/*script*/", resource("charts.js") + "\n" + resource("report.js"))
                .replace("/*figures*/", escaped(RunReportFiles.json(Map.of("run", run, "others", others))));
    }

    /** No text of a manifest may end the script element it stands in. */
    private static String escaped(String json) {
        return json.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
    }

    private static String resource(String name) {
        try (InputStream input = HtmlReport.class.getResourceAsStream(name)) {
            if (input == null) {
                throw new IllegalStateException("the jar has no " + name);
            }
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + name + " from the jar", e);
        }
    }
}
