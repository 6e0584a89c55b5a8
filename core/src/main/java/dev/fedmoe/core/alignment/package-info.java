/** Which client trains which experts this round: the port, and one policy a file. */
@NullMarked
package dev.fedmoe.core.alignment;

import org.jspecify.annotations.NullMarked;
