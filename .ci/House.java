import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * Looks at all sources together, which no module's build can: a simple type name stands once, few names are a single word, packages
 * are small. Prints how big files and methods are; their limits are Checkstyle's, in the build.
 */
public final class House {
    private static final int SINGLE_WORDS = 100;

    /** What a package should have at most, and what it may have at most: the largest is split next. */
    private static final int TYPES_AIM = 12;

    private static final int TYPES_LIMIT = 33;

    private static final Pattern SINGLE_WORD = Pattern.compile("[A-Z][a-z0-9]*");
    private static final Pattern RAN = Pattern.compile("<testsuite [^>]*?\\btests=\"(\\d+)\"");

    private final List<Integer> mainFiles = new ArrayList<>();
    private final List<Integer> testFiles = new ArrayList<>();
    private final List<Integer> methods = new ArrayList<>();
    private final Map<String, List<String>> filesByType = new TreeMap<>();
    private final Map<String, Integer> typesByPackage = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments.length == 0 ? "." : arguments[0]).toAbsolutePath().normalize();
        var house = new House();
        house.read(root);
        house.judge();
        house.print(root);
        System.exit(house.problems.isEmpty() ? 0 : 1);
    }

    private void read(Path root) throws IOException {
        List<Path> sources = files(root, ".java").stream()
                .filter(file -> file.toString().matches(".*/src/(main|test)/java/.*")
                        && !file.endsWith("package-info.java"))
                .toList();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(sources));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                Path file = root.relativize(Path.of(unit.getSourceFile().toUri()));
                int lines = (int) unit.getSourceFile().getCharContent(true).toString().lines().count();
                (file.toString().contains("/src/test/") ? testFiles : mainFiles).add(lines);
                types(file, unit);
                unit.accept(new MethodLengths(unit, positions), null);
            }
        }
    }

    private void types(Path file, CompilationUnitTree unit) {
        for (var declaration : unit.getTypeDecls()) {
            if (declaration instanceof ClassTree type) {
                filesByType.computeIfAbsent(type.getSimpleName().toString(), name -> new ArrayList<>()).add(file.toString());
                typesByPackage.merge(file.getParent().toString(), 1, Integer::sum);
            }
        }
    }

    private void judge() {
        filesByType.forEach((name, files) -> {
            if (files.size() > 1) {
                problems.add(name + " is the name of " + files.size() + " types: " + String.join(", ", files)
                        + ". Maybe say of each what it is.");
            }
        });
        int words = singleWords().size();
        if (words > SINGLE_WORDS) {
            problems.add(words + " type names are a single word; " + SINGLE_WORDS
                    + " are allowed. Maybe give the new ones a suffix that tells their part.");
        }
        typesByPackage.forEach((folder, types) -> {
            if (types > TYPES_LIMIT) {
                problems.add(folder + " has " + types + " types; " + TYPES_LIMIT + " are allowed, " + TYPES_AIM
                        + " wanted. Maybe split it by concern.");
            }
        });
    }

    private TreeSet<String> singleWords() {
        var words = new TreeSet<>(filesByType.keySet());
        words.removeIf(name -> !SINGLE_WORD.matcher(name).matches());
        return words;
    }

    private void print(Path root) throws IOException {
        row("main files, lines", mainFiles, "aim: median 70, p90 200");
        row("test files, lines", testFiles, "");
        row("methods, lines", methods, "aim: median 6, p90 20");
        int rules = 0;
        for (Path report : files(root, ".xml")) {
            if (report.toString().matches(".*/surefire-reports/TEST-.*ArchitectureTest\\.xml")) {
                Matcher ran = RAN.matcher(Files.readString(report));
                rules += ran.find() ? Integer.parseInt(ran.group(1)) : 0;
            }
        }
        System.out.printf("package cycles, names, arrows: %d ArchUnit rules in the last test run%n", rules);
        System.out.printf("%d types, %d of a single word: %s%n", filesByType.size(), singleWords().size(),
                String.join(" ", singleWords()));
        typesByPackage.forEach((folder, types) -> {
            if (types > TYPES_AIM) {
                System.out.printf("%s has %d types; aim: %d%n", folder, types, TYPES_AIM);
            }
        });
        problems.forEach(System.out::println);
    }

    private static void row(String what, List<Integer> values, String aim) {
        Collections.sort(values);
        System.out.printf(
                "%-20s %5d   median %3d   p90 %3d   most %3d   %s%n",
                what, values.size(), at(values, 0.5), at(values, 0.9), at(values, 1), aim);
    }

    private static int at(List<Integer> sorted, double share) {
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.min(sorted.size() - 1, share * sorted.size()));
    }

    private static List<Path> files(Path root, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(file -> file.toString().endsWith(ending))
                    .filter(file -> ending.equals(".xml") || !file.toString().contains("/target/"))
                    .sorted()
                    .toList();
        }
    }

    private final class MethodLengths extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;

        MethodLengths(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            BlockTree body = method.getBody();
            if (body != null && positions.getStartPosition(unit, method) >= 0) {
                var lines = unit.getLineMap();
                methods.add((int) (lines.getLineNumber(positions.getEndPosition(unit, method))
                        - lines.getLineNumber(positions.getStartPosition(unit, method)) + 1));
            }
            return super.visitMethod(method, nothing);
        }
    }
}
