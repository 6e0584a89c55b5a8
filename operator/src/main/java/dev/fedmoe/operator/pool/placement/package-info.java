/** From what is seen of a pool to its clients and who runs a worker for whom. Pure: no clock, no call. */
@NullMarked
package dev.fedmoe.operator.pool.placement;

import org.jspecify.annotations.NullMarked;
