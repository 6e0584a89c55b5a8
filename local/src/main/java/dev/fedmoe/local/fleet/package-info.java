/** The processes of one job on this machine: their commands, their tokens, and the roster that names them. */
@NullMarked
package dev.fedmoe.local.fleet;

import org.jspecify.annotations.NullMarked;
