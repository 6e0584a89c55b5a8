import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Prints the sizes of files, methods and constructors; fails when one is beyond what the house allows. */
public final class House {
    private static final int FILE_LINES = 300;
    private static final int METHOD_LINES = 40;
    private static final int PARAMETERS = 6;
    private static final Pattern RAN = Pattern.compile("<testsuite [^>]*?\\btests=\"(\\d+)\"");

    private final List<Integer> mainFiles = new ArrayList<>();
    private final List<Integer> testFiles = new ArrayList<>();
    private final List<Integer> methods = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments.length == 0 ? "." : arguments[0]);
        var house = new House();
        house.measure(files(root, ".java").stream()
                .filter(file -> file.toString().matches(".*/src/(main|test)/java/.*"))
                .toList());
        house.print(root);
        System.exit(house.problems.isEmpty() ? 0 : 1);
    }

    private void measure(List<Path> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(sources));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                file(unit);
                unit.accept(new Methods(unit, positions), null);
            }
        }
    }

    private void file(CompilationUnitTree unit) throws IOException {
        String name = unit.getSourceFile().getName();
        int lines = (int) unit.getSourceFile().getCharContent(true).toString().lines().count();
        (name.contains("/src/test/") ? testFiles : mainFiles).add(lines);
        if (lines > FILE_LINES) {
            problems.add(name + " has " + lines + " lines; " + FILE_LINES + " are allowed");
        }
    }

    private void print(Path root) throws IOException {
        row("main files, lines", mainFiles, "aim: median 70, p90 200; most allowed " + FILE_LINES);
        row("test files, lines", testFiles, "most allowed " + FILE_LINES);
        row("methods, lines", methods, "aim: median 6, p90 20; most allowed " + METHOD_LINES);
        int rules = 0;
        for (Path report : files(root, ".xml")) {
            if (report.toString().matches(".*/surefire-reports/TEST-.*House.*")) {
                Matcher ran = RAN.matcher(Files.readString(report));
                rules += ran.find() ? Integer.parseInt(ran.group(1)) : 0;
            }
        }
        System.out.printf("package cycles, names, arrows: %d ArchUnit rules in the last test run%n", rules);
        problems.forEach(System.out::println);
    }

    private static void row(String what, List<Integer> values, String aim) {
        Collections.sort(values);
        System.out.printf(
                "%-20s %5d   median %3d   p90 %3d   most %3d   (%s)%n",
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

    private final class Methods extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private boolean inRecord;

        Methods(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            boolean outer = inRecord;
            inRecord = type.getKind() == Tree.Kind.RECORD;
            super.visitClass(type, nothing);
            inRecord = outer;
            return nothing;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            BlockTree body = method.getBody();
            if (body != null && positions.getStartPosition(unit, method) >= 0) {
                var lines = unit.getLineMap();
                int length = (int) (lines.getLineNumber(positions.getEndPosition(unit, method))
                        - lines.getLineNumber(positions.getStartPosition(unit, method)) + 1);
                methods.add(length);
                String where = unit.getSourceFile().getName() + ": " + method.getName();
                if (length > METHOD_LINES) {
                    problems.add(where + " has " + length + " lines; " + METHOD_LINES + " are allowed");
                }
                if (!inRecord && method.getName().contentEquals("<init>") && method.getParameters().size() > PARAMETERS) {
                    problems.add(where + " has " + method.getParameters().size() + " parameters; " + PARAMETERS
                            + " are allowed");
                }
            }
            return super.visitMethod(method, nothing);
        }
    }
}
