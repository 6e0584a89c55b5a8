/** The operator under many jobs, as figures. Not part of verify: {@code ./mvnw -pl cluster-tests -am verify -Dload}. */
@NullMarked
package dev.fedmoe.cluster.load;

import org.jspecify.annotations.NullMarked;
