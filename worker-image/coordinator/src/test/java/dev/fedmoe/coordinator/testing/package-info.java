/** Deterministic echo clients over real TLS, and coordinators to run them against: in this process or in one that can be killed. */
@NullMarked
package dev.fedmoe.coordinator.testing;

import org.jspecify.annotations.NullMarked;
