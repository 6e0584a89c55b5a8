/**
 * The operator under many jobs, as figures; not part of verify:
 * {@code ./mvnw -pl cluster-tests -am verify -Dtest=OperatorLoadFigures -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@NullMarked
package dev.fedmoe.cluster.load;

import org.jspecify.annotations.NullMarked;
