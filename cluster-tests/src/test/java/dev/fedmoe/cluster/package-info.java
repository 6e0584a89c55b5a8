/** What must hold, shown on a real Kubernetes: a class for each promise. */
@NullMarked
package dev.fedmoe.cluster;

import org.jspecify.annotations.NullMarked;
