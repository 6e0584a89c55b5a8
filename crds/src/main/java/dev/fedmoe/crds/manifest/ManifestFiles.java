package dev.fedmoe.crds.manifest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** From paths to YAML documents. */
final class ManifestFiles {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Larger than any object the API server takes. */
    private static final long MAX_BYTES = 3 << 20;

    private ManifestFiles() {}

    /** One document of a file; {@code index} from 1. */
    record Document(String file, int index, JsonNode content) {}

    static List<Document> documents(List<Path> paths, List<ManifestProblem> problems) {
        var documents = new ArrayList<Document>();
        for (var path : paths) {
            for (var file : files(path, problems)) {
                documents.addAll(parse(file, problems));
            }
        }
        return documents;
    }

    private static List<Path> files(Path path, List<ManifestProblem> problems) {
        if (!Files.exists(path)) {
            problems.add(aboutFile(path, "no such file or folder", "Maybe check the path"));
            return List.of();
        }
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (var entries = Files.list(path)) {
            var files = entries.filter(
                            f -> f.toString().endsWith(".yaml") || f.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                problems.add(
                        aboutFile(path, "no .yaml or .yml file in this folder", "Put a pool, a job and nodes there"));
            }
            return files;
        } catch (IOException e) {
            problems.add(aboutFile(path, "cannot be listed: " + e.getMessage(), "Maybe check its permissions"));
            return List.of();
        }
    }

    private static List<Document> parse(Path file, List<ManifestProblem> problems) {
        var documents = new ArrayList<Document>();
        int index = 0;
        try {
            if (Files.size(file) > MAX_BYTES) {
                problems.add(
                        aboutFile(file, "has " + Files.size(file) + " bytes, at most " + MAX_BYTES + " are read", ""));
                return List.of();
            }
            try (var parser = YAML.createParser(file.toFile())) {
                for (JsonNode content = YAML.readTree(parser); content != null; content = YAML.readTree(parser)) {
                    index++;
                    if (!content.isNull() && !content.isMissingNode()) {
                        documents.add(new Document(file.toString(), index, content));
                    }
                }
            }
            if (documents.isEmpty()) {
                problems.add(aboutFile(file, "holds no document", "Write an object into it, or leave the file out"));
            }
        } catch (JsonProcessingException e) {
            problems.add(new ManifestProblem(file.toString(), index + 1, "", malformed(e), "Correct the YAML"));
        } catch (IOException e) {
            problems.add(aboutFile(file, "cannot be read: " + e.getMessage(), "Maybe check its permissions"));
        }
        return documents;
    }

    private static String malformed(JsonProcessingException e) {
        var lines = e.getOriginalMessage()
                .lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty())
                .toList();
        var at = e.getLocation();
        var place = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        if (lines.get(0).startsWith("Duplicate field")) {
            return "key " + lines.get(0).replaceFirst("^Duplicate field '(.*)'$", "\"$1\"") + " already set" + place;
        }
        // SnakeYAML puts the source under each of its remarks, with a caret below; the place says it already.
        var remarks = new ArrayList<String>();
        for (int i = 0; i < lines.size(); i++) {
            boolean source = lines.get(i).startsWith("^")
                    || (i + 1 < lines.size() && lines.get(i + 1).startsWith("^"));
            if (!source && !lines.get(i).startsWith("in '")) {
                remarks.add(lines.get(i));
            }
        }
        return "not YAML" + place + ": " + String.join(", ", remarks);
    }

    private static ManifestProblem aboutFile(Path file, String message, String next) {
        return new ManifestProblem(file.toString(), 0, "", message, next);
    }
}
