package dev.fedmoe.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Marks a test class that runs real parts: processes, sockets, the tensor library or a cluster. Only these run once more when they
 * fail (ADR 0019). A whole class is real or is not, because Surefire writes one report for each class and execution.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Tag("real-parts")
public @interface RealParts {}
