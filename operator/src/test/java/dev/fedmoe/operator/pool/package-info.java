/** Pools, decided on from literal snapshots, and once on a real cluster. */
@NullMarked
package dev.fedmoe.operator.pool;

import org.jspecify.annotations.NullMarked;
