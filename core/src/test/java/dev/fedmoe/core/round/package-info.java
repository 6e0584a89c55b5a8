@NullMarked
package dev.fedmoe.core.round;

import org.jspecify.annotations.NullMarked;
