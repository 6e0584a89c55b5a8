/** Tests of the package of this name. */
@NullMarked
package dev.fedmoe.operator.pool.placement;

import org.jspecify.annotations.NullMarked;
