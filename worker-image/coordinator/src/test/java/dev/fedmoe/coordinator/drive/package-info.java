@NullMarked
package dev.fedmoe.coordinator.drive;

import org.jspecify.annotations.NullMarked;
