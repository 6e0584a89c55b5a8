package dev.fedmoe.cluster.suite;

import dev.fedmoe.testing.RealParts;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test class on the one cluster with the one operator of this run. Its methods may take a {@code ClusterNamespace}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ClusterExtension.class)
@RealParts
public @interface OnCluster {}
