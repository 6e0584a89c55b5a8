/** Tests of the package of this name. */
@NullMarked
package dev.fedmoe.operator.pool.report;

import org.jspecify.annotations.NullMarked;
