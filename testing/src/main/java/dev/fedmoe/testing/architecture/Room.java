package dev.fedmoe.testing.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A module as the rules see it.
 *
 * @param root package that all its classes lie in
 * @param ofTests whether the module is its tests
 * @param printing packages that may write to the standard streams, besides mains
 * @param closed packages of other rooms that it may enter by {@code ports} only
 * @param ports exceptions from {@code closed}: packages with everything below them
 */
public record Room(String root, boolean ofTests, List<String> printing, List<String> closed, List<String> ports) {
    public Room {
        printing = List.copyOf(printing);
        closed = List.copyOf(closed);
        ports = List.copyOf(ports);
    }

    /** A module with code of its own that prints nowhere but in mains. */
    public static Room at(String root) {
        return new Room(root, false, List.of(), List.of(), List.of());
    }

    /** The same for a module that has nothing but tests. */
    public Room madeOfTests() {
        return new Room(root, true, printing, closed, ports);
    }

    /** Lets one more package write to the standard streams. */
    public Room printingIn(String packages) {
        return new Room(root, ofTests, and(printing, packages), closed, ports);
    }

    /** Lets it see no more of another room than these packages. */
    public Room entering(String other, String... itsPorts) {
        var all = new ArrayList<>(ports);
        all.addAll(List.of(itsPorts));
        return new Room(root, ofTests, printing, and(closed, other + ".."), all);
    }

    JavaClasses imported(ClassFileImporter importer) {
        return (ofTests ? importer : importer.withImportOption(new ImportOption.DoNotIncludeTests()))
                .importPackages(root);
    }

    String[] printers() {
        return printing.toArray(String[]::new);
    }

    DescribedPredicate<JavaClass> internalsOfOthers() {
        return resideInAnyPackage(closed.toArray(String[]::new))
                .and(not(resideInAnyPackage(ports.toArray(String[]::new))))
                .as("internals of " + closed + ", whose ports are " + ports);
    }

    private static List<String> and(List<String> some, String one) {
        var all = new ArrayList<>(some);
        all.add(one);
        return all;
    }
}
