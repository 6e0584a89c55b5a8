/** Tests of the shape of both controllers. */
@NullMarked
package dev.fedmoe.operator.cycle;

import org.jspecify.annotations.NullMarked;
