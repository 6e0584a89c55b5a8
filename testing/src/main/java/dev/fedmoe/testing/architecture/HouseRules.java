package dev.fedmoe.testing.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysFalse;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The rules that hold in every room. A room's test inherits them and adds walls of its own; classes are read once for all rules. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class HouseRules {
    /** Messages generated from the .proto files. */
    private static final String WIRE = "dev.fedmoe.protocol.v1alpha1";

    private static final String SAYS_NOTHING = ".*\\.(\\w*(Utils?|Helper|Manager|Common|Impl|Info|Data)|Base[A-Z]\\w*)";

    private static final Set<String> IN_DEFAULT_LOCALE = Set.of(
            "java.lang.String.format",
            "java.lang.String.formatted",
            "java.lang.String.toLowerCase",
            "java.lang.String.toUpperCase",
            "java.io.PrintStream.format",
            "java.io.PrintStream.printf",
            "java.io.PrintWriter.format",
            "java.io.PrintWriter.printf");

    private final Room room;

    /** The room's own classes, without its tests and without what is generated. */
    protected final JavaClasses classes;

    protected HouseRules(Room room) {
        this.room = room;
        this.classes = room.imported(new ClassFileImporter())
                .that(not(resideInAnyPackage(WIRE + ".."))
                        .and(describe("no description of a package", HouseRules::isType)));
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(room.root() + ".(**)").should().beFreeOfCycles().check(classes);
    }

    @Test
    void namesSayWhatThingsAre() {
        noClasses().should().haveNameMatching(SAYS_NOTHING).check(classes);
    }

    @Test
    void onlyMainsUseTheStandardStreams() {
        noClasses()
                .that(not(simpleNameEndingWith("Main").or(resideInAnyPackage(room.printers()))))
                .should(ACCESS_STANDARD_STREAMS)
                .allowEmptyShould(true)
                .check(classes);
    }

    /** The third element of a repeated field means nothing to who reads the code: what is on the wire has a name. */
    @Test
    void whatIsOnTheWireIsReadByName() {
        noClasses()
                .should()
                .callMethodWhere(describe("a repeated field's element at a position", HouseRules::isPositional))
                .check(classes);
    }

    /** A comma for a decimal point makes JSON, SVG and a command's arguments wrong on somebody else's machine. */
    @Test
    void whatIsFormattedNamesItsLocale() {
        noClasses()
                .should()
                .accessTargetWhere(describe("formatting in the machine's locale", HouseRules::isInDefaultLocale))
                .allowEmptyShould(true)
                .check(room.ofTests() ? classes.that(alwaysFalse()) : classes);
    }

    @Test
    void otherRoomsAreEnteredByTheirPortsOnly() {
        noClasses()
                .should()
                .dependOnClassesThat(room.internalsOfOthers())
                .because("a room is free to change what is not its port")
                .allowEmptyShould(true)
                .check(classes);
    }

    /** States that no class of {@code packages} knows anything in {@code strangers}. */
    protected final void knowsNothingOf(String[] packages, String... strangers) {
        noClasses()
                .that()
                .resideInAnyPackage(packages)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(strangers)
                .check(classes);
    }

    private static boolean isType(JavaClass type) {
        return !type.getSimpleName().equals("package-info");
    }

    private static boolean isInDefaultLocale(JavaAccess<?> access) {
        if (!(access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget method)) {
            return false;
        }
        var parameters = method.getRawParameterTypes();
        boolean isLocal = parameters.isEmpty() || !parameters.get(0).isEquivalentTo(Locale.class);
        return isLocal && IN_DEFAULT_LOCALE.contains(method.getOwner().getName() + "." + method.getName());
    }

    private static boolean isPositional(JavaMethodCall call) {
        var parameters = call.getTarget().getRawParameterTypes();
        return call.getTargetOwner().getPackageName().equals(WIRE)
                && call.getName().startsWith("get")
                && parameters.size() == 1
                && parameters.get(0).isEquivalentTo(int.class);
    }
}
