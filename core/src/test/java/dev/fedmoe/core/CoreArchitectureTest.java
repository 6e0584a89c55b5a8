package dev.fedmoe.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import dev.fedmoe.testing.architecture.HouseRules;
import dev.fedmoe.testing.architecture.Room;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Holds this room to the rules of the house, and to the JDK. */
class CoreArchitectureTest extends HouseRules {
    CoreArchitectureTest() {
        super(Room.at("dev.fedmoe.core"));
    }

    @Test
    void coreSeesTheJdkAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java.lang..",
                        "java.util..",
                        "java.math..",
                        "java.nio..",
                        "java.io..",
                        "java.time..",
                        "java.security..",
                        "org.jspecify..",
                        "dev.fedmoe.core..")
                .check(classes);
    }

    @Test
    void coreLooksAtNoClockNoFileNoThreadAndNoUnseededChance() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", "java.net..", "java.util.concurrent.locks..")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(Instant.class, "now")
                .check(classes);
    }
}
