/** The rules that hold in every room, checked on its classes, and how a room states walls of its own. */
@NullMarked
package dev.fedmoe.testing.architecture;

import org.jspecify.annotations.NullMarked;
