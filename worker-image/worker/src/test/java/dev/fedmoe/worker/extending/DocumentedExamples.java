package dev.fedmoe.worker.extending;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/** The Java examples of a Markdown page, by class name, compiled. */
final class DocumentedExamples implements AutoCloseable {
    private static final Pattern FENCED = Pattern.compile("^```java\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern TYPE = Pattern.compile("^public (?:final class|record) (\\w+)", Pattern.MULTILINE);

    private final Map<String, String> sources = new LinkedHashMap<>();
    private final URLClassLoader classes;

    /** @param folder for sources and classes */
    DocumentedExamples(Path page, Path folder) throws IOException {
        Matcher example = FENCED.matcher(Files.readString(page));
        while (example.find()) {
            Matcher type = TYPE.matcher(example.group(1));
            assertThat(type.find()).as("a type in\n%s", example.group(1)).isTrue();
            sources.put(type.group(1), example.group(1));
        }
        compile(folder);
        classes = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader());
    }

    Map<String, String> sources() {
        return sources;
    }

    /** A new instance by the record's constructor, as the port it implements. */
    <T> T create(String type, Class<T> port, Object... arguments) throws ReflectiveOperationException {
        return port.cast(load(type).getConstructors()[0].newInstance(arguments));
    }

    Class<?> load(String type) throws ClassNotFoundException {
        return classes.loadClass("example." + type);
    }

    private void compile(Path folder) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var problems = new DiagnosticCollector<JavaFileObject>();
        try (var files = compiler.getStandardFileManager(problems, null, null)) {
            var paths =
                    sources.keySet().stream().map(type -> write(folder, type)).toList();
            String classpath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
            var options = List.of("-classpath", classpath, "-d", folder.toString(), "-Xlint:all", "-proc:none");
            var units = files.getJavaFileObjectsFromPaths(paths);
            boolean compiled = compiler.getTask(null, files, problems, options, null, units)
                    .call();
            assertThat(compiled).as("%s", problems.getDiagnostics()).isTrue();
        }
    }

    private Path write(Path folder, String type) {
        try {
            return Files.writeString(folder.resolve(type + ".java"), sources.get(type));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        classes.close();
    }
}
