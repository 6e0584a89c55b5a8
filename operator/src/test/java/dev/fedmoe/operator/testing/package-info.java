/** A real cluster, when there is one, for the tests of this module. */
@NullMarked
package dev.fedmoe.operator.testing;

import org.jspecify.annotations.NullMarked;
