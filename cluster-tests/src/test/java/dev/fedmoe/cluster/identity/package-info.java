/** Callers of a coordinator that are not what they say. */
@NullMarked
package dev.fedmoe.cluster.identity;

import org.jspecify.annotations.NullMarked;
