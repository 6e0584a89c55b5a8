/** Tests of the package of this name. */
@NullMarked
package dev.fedmoe.operator.pool.observe;

import org.jspecify.annotations.NullMarked;
