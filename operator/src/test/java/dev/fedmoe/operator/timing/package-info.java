/** Tests of when things are told again. */
@NullMarked
package dev.fedmoe.operator.timing;

import org.jspecify.annotations.NullMarked;
