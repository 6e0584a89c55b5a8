/** What JUnit needs to know: one cluster and one operator for all classes, a plant for each, and notes on every failure. */
@NullMarked
package dev.fedmoe.cluster.suite;

import org.jspecify.annotations.NullMarked;
